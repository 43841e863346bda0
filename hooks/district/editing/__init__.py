"""Help people write the district's files: forms, new files, drafts, edits and schemas."""
