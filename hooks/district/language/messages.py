"""The Swedish messages for every kind of mistake: what is wrong, then what to write instead."""

from district.language.odd_characters import visible

# {given} is what the author wrote. The other placeholders are filled in by the code that finds the mistake.
SENTENCES = {
    # the file
    "not_utf8": "Härifrån är filen inte sparad som UTF-8. Spara om den som UTF-8, så blir å, ä och ö rätt.",
    "empty_file": "Filen är tom. Fyll i den, eller ta bort den.",
    "too_large": "Filen är {size} kB. En sådan fil får vara högst {most} kB.",
    "file_name": "Filen kan inte heta så här. Byt namn på den till {right}.",
    "wrong_kind": "Det här ser ut som {what}, och en sådan läses inte i den här mappen. Flytta filen till {right}.",
    "file_stray": "Filen läses inte där den ligger, med det namnet. Flytta den till {right}.",
    "unreadable": "Filen går inte att öppna. Lägg in den en gång till.",
    "folder_unread": "Filen läses inte. Lägg det som står i den i {known}, i en fil som slutar på .yml eller .md.",
    "symlink": "Det här är en länk till en annan fil. Lägg in filen själv i stället.",
    # pictures and other files beside texts
    "file_unknown": "Filer av sorten {given} läggs inte ut. På sajten får text i Markdown, bilder och PDF:er ligga: gör om filen till något av det, eller ta bort den.",
    "file_film": "En film kan inte ligga på sajten. Lägg upp den på en filmtjänst, länka dit, och ta bort filen här.",
    "file_sound": "En ljudfil kan inte ligga på sajten. Lägg upp den på en ljudtjänst, länka dit, och ta bort filen här.",
    "file_document": "Alla kan inte öppna filer av sorten {given}. Spara dokumentet som PDF och lägg in den i stället.",
    "file_html": "Filer av sorten {given} läggs inte ut, för de kan innehålla program. Skriv texten som Markdown i en fil som slutar på .md.",
    "file_svg": "SVG-bilder läggs inte ut, för de kan innehålla program. Spara bilden som PNG och lägg in den i stället.",
    "file_picture": "Webbläsare visar inte bilder av sorten {given}. Spara bilden som JPEG eller PNG och lägg in den i stället.",
    "picture_broken": "Bilden går inte att läsa. Kanske är filen trasig eller bara delvis uppladdad: lägg in den på nytt.",
    "picture_too_large": "Bilden har {pixels} miljoner bildpunkter, fler än de 100 miljoner som ryms. Spara den mindre och lägg in den på nytt.",
    "picture_too_long": "Den rörliga bilden är för lång: {frames} bilder. Korta den, eller lägg upp den på en filmtjänst och länka dit.",
    "pdf_broken": "PDF:en går inte att läsa. Kanske är filen trasig eller bara delvis uppladdad: spara den på nytt och lägg in den igen.",
    "pdf_locked": "PDF:en kräver ett lösenord. Spara den utan lösenord och lägg in den igen.",
    "address_of_site": "Sajten har sina egna filer i /{folder}. Lägg filen i en annan mapp.",
    "folder_is_file": "Mappen kan inte heta {given}, för sajten har en fil på adressen /{address}. Byt namn på mappen.",
    # the document that becomes a plan
    "plan_format": "Dokument av sorten {given} går inte att läsa. Spara planen som .docx (Word), .odt, .md eller .txt. Ur en PDF: markera all text, kopiera den, och klistra in den i stället.",
    "plan_broken": "Dokumentet går inte att läsa. Kanske är det trasigt eller har ett lösenord: öppna det, spara det på nytt utan lösenord, eller kopiera texten och klistra in den i stället.",
    "plan_too_large": "Dokumentet är för stort för att vara en plan. Ta bort bilder, bilagor och stora tabeller, eller kopiera texten och klistra in den i stället.",
    "plan_not_fetched": "Filen gick inte att hämta. Kopiera texten i dokumentet och klistra in den i stället.",
    "plan_empty": "Dokumentet har ingen text. Är det en bild av en text: skriv av den, eller låt ett program läsa av den först.",
    "plan_there": "Det finns redan en plan för {year}: {file}. Ta bort den först om den ska göras om, eller skriv ett annat år.",
    "plan_year": "{given} är inget år som en plan kan gälla. Skriv till exempel {right}.",
    "more": "Det finns fler fel i filen. De visas när felen ovanför är rättade.",
    "conflict": "Här har två ändringar krockat i Git. Behåll den text som ska gälla, och ta bort raderna med <<<<<<<, ======= och >>>>>>>.",
    "template_words": "Här står {given} kvar från mallen. Skriv det som gäller i stället, eller ta bort raden.",
    "comment_in_text": "{given} blir en kommentar och syns inte. Sätt citattecken om hela texten, eller ett mellanslag efter # om det är en kommentar.",
    "field_in_text": "Raden är en del av texten ”{key}” från rad {line}. Ska {given} vara ett fält, börja det lika långt in som ”{key}:”. Är det ord i texten, börja med stor bokstav.",
    "item_twice": "Samma sak står redan på rad {line}. Ta bort den ena.",
    "two_files": "Det finns redan en fil med samma namn: {other}. Ta bort den ena.",
    "no_district": "Filen saknas. Den berättar vad ni heter. Skriv en rad var för name, short_name och id.",
    "district_folder": "Det här ska vara en fil, och är en mapp. Flytta ut filen i den, och ta bort mappen.",
    "settings_unreadable": "Sajtens inställningar går inte att läsa. Filen ska finnas och vara sparad som UTF-8.",
    "settings_missing": "Här står inte vilka mappar sajten läses ur: {field} saknas. Ta tillbaka raden från en äldre version.",
    "front_matter": "Filen måste börja med en rad ”---”, sedan minst title och date, och en rad ”---” till.",
    "front_matter_first": "Filens första rad ska vara ”---”, med tre vanliga bindestreck. Ta bort det som står före, eller skriv om raden.",
    "front_matter_last": "Här slutar aldrig det som står överst. Skriv en rad ”---”, med tre vanliga bindestreck, mellan fälten och texten.",
    # the form of YAML
    "yaml": "Härifrån går filen inte att läsa. Skriv ett fält på varje rad: ett ord, ett kolon, ett mellanslag och värdet.",
    "yaml_tab": "Raden börjar med en tabb. Skriv mellanslag i stället, två för varje steg in.",
    "yaml_indent": "Raden börjar inte där den ska. Fält som hör ihop börjar lika långt in, alla med lika många mellanslag.",
    "yaml_first_indent": "Raden börjar med mellanslag, men raderna under gör det inte. Ta bort mellanslagen här.",
    "yaml_more_text": "Raden börjar längre in än den ovanför. Är den ett eget fält? Börja då lika långt in. Är den mer av texten i ”{key}”? Skriv då ”{key}: |”, och hela texten på raderna under.",
    "yaml_quote": "Citattecknet som börjar här stängs aldrig. Sätt ett likadant där texten slutar.",
    "yaml_after_quote": "Texten slutade vid citattecknet före. Sätt citattecken bara först och sist; inuti kan du skriva ”…”.",
    "yaml_after_bracket": "Här står något efter parentesen. Är allt en text? Sätt då citattecken först och sist i den.",
    "yaml_bracket": "Parentesen ”{opening}” som börjar här stängs aldrig. Sätt ett ”{closing}” där den ska sluta.",
    "yaml_bracket_first": "Parentesen som stängs här har aldrig öppnats. Ta bort den, eller sätt citattecken om hela texten.",
    "yaml_colon": "Ett kolon och ett mellanslag mitt i en text förvirrar. Sätt citattecken om texten: {quoted}",
    "yaml_curly": "Krökta citattecken räknas inte, och ett kolon och ett mellanslag mitt i en text förvirrar. Skriv raka: {quoted}",
    "yaml_colon_space": "Kolonet ska stå direkt efter ordet, och sedan ett mellanslag. Skriv {right}.",
    "yaml_no_colon": "{given} är inget fält, för det har inget kolon. Hör raden till texten ovanför? Börja den då två mellanslag längre in. Annars: skriv ett ord, ett kolon, ett mellanslag och värdet.",
    "yaml_first_character": "En text kan inte börja med ”{character}”. Sätt citattecken om den: {quoted}",
    "yaml_percent": "En rad kan inte börja med ”%” här. Ta bort tecknet, eller sätt citattecken om texten.",
    "yaml_escape": "”\\” betyder något särskilt inom raka citattecken. Skriv ”\\\\”, eller byt till enkla citattecken: '…'.",
    "yaml_list_same_line": "En lista kan inte börja på samma rad som fältet. Flytta ”- ” till nästa rad.",
    "yaml_list_here": "Här väntas ett fält, inte en del av en lista. Skriv fältets namn och ett kolon på raden ovanför listan. Eller fattas ett ”- ” ovanför?",
    "yaml_space": "Här står {what}, kanske från en telefon eller en webbsida. Skriv vanliga mellanslag i stället.",
    "yaml_block": "Efter ”|” eller ”>” ska texten börja på nästa rad, två mellanslag längre in.",
    "yaml_block_text": "Hör raden till texten i ”{key}”? Börja då varje rad av texten två mellanslag längre in än ”{key}”.",
    "too_deep": "Här ligger för många listor eller fält inuti varandra. Högst 50 går att läsa; skriv det enklare.",
    "invisible": "Här finns ett osynligt styrtecken. Ta bort det och skriv om texten runt det.",
    "several_documents": "”---” börjar ett nytt dokument. En fil är en händelse, en studie eller en plan: dela upp den.",
    "alias": "”*” först i ett värde betyder något särskilt. Sätt citattecken om hela värdet.",
    "anchor": "”&” först i ett värde betyder något särskilt. Sätt citattecken om hela värdet.",
    "tag": "”!” först i ett värde betyder något särskilt. Sätt citattecken om hela värdet.",
    "merge_key": "”<<” går inte att använda. Skriv ut fälten i stället.",
    "key_form": "Här väntas ett fältnamn. Skriv ett ord, ett kolon och ett mellanslag, till exempel ”title: Möte”.",
    "duplicate_key": "Fältet ”{key}” står två gånger; första gången på rad {line}. Ta bort det ena.",
    "duplicate_list": "Fältet ”{key}” står redan på rad {line}. Ta bort den här raden, och flytta det som hör till den sist i listan där.",
    # the shape of a record
    "missing": "Fältet ”{field}” saknas. Lägg till en rad ”{field}: …”.",
    "left_empty": "Fältet ”{field}” är tomt. Skriv något efter kolonet. Ska det börja med # krävs citattecken om det.",
    "extra_forbidden": "Fältet {given} finns inte här. {nearest}",
    "odd_character": "I {given} står {what}, kanske från en telefon eller Word. Skriv {right}.",
    "literal_error": "{given} går inte att använda här. {nearest}",
    "string_type": "Här väntas en text, inte {form}. Skriv texten på samma rad, efter kolonet.",
    "tuple_type": "Här väntas en lista. Skriv varje del på en egen rad som börjar med ”- ”.",
    "list_of_one": "Här väntas en lista, också när det bara är en sak. Skriv ”- {item}” på nästa rad, två mellanslag längre in.",
    "list_of_several": "Här väntas en lista. Skriv [{items}].",
    "list_of_fields": "Här väntas en lista. Sätt ”- ” framför ”{first}”, och börja raderna under två mellanslag längre in.",
    "list_mark": "En lista har ett vanligt bindestreck och ett mellanslag först på varje rad. Skriv {item}.",
    "model_type": "Här väntas fält med namn, ett på varje rad, till exempel {fields}.",
    "model_in_list": "Här väntas fält med namn. Skriv {field}.",
    "model_of_one": "Här väntas fält med namn. Skriv {field} på nästa rad, två mellanslag längre in.",
    "string_too_short": "Texten är tom. Skriv något, eller ta bort raden.",
    # values
    "day": "{given} är ingen dag. {instead}",
    "day_missing": "{given} finns inte i kalendern. Skriv en dag som finns, till exempel 2024-06-09.",
    "far_away": "{given} ligger för långt bort. Skriv ett år från 1900 till 2199.",
    "clock": "Klockslaget i {given} går inte att läsa. {instead}",
    "no_day": "{given} säger inte vilken dag det är. {instead}",
    "when": "{given} går inte att läsa som en tid. {instead}",
    "slug": "{given} går inte att använda. Skriv bara a–z, 0–9 och bindestreck, till exempel ”{example}”.",
    "email": "{given} är ingen e-postadress. Skriv till exempel namn@exempel.se.",
    "phone": "{given} är inget telefonnummer. Skriv till exempel 070-174 06 05.",
    "color": "{given} är ingen färg. Skriv # och sex tecken av 0–9 och a–f, till exempel #ad1a1a.",
    "color_faint": "Färgen {given} är för ljus: text i den, och vit text på den, går inte att läsa. Skriv en mörkare, till exempel {right}.",
    "mailto": "{given} är ingen e-postadress. Skriv till exempel mailto:namn@exempel.se.",
    "waiting": "Här väntar {fields} på att fyllas i. Tills det är gjort syns inget i stället.",
    "address": "{given} är ingen webbadress. {instead}",
    "https": "{given} är ingen säker webbadress. {instead}",
    "yes_or_no": "{given} går inte att använda här. Skriv true eller false.",
    "count": "{given} är inget antal. Skriv ett heltal från 1 till 9999.",
    "precision": "start är {start}, så end måste skrivas lika noga. {instead}",
    "ends_before_start": "Slutet ({given}) är före början ({start}). {instead}",
    "moved_from_start": "moved_from är detsamma som start. Skriv den gamla tiden i moved_from och den nya i start.",
    "ends_at_start": "Slutet är detsamma som början. Ändra det, eller ta bort end om du inte vet när det slutar.",
    "lasts_too_long": "Det skulle hålla på i över ett år. Ändra end. Det som återkommer skriver du med repeat.",
    "sign_up_after": "Anmälan går ut {given}, men det är slut {last}. Ändra det ena.",
    "same_record": "Filen säger precis detsamma som {other}. Ändra det som skiljer, eller ta bort den ena.",
    "same_number": "Numret {given} har redan {other}. Ge brevet sitt eget nummer.",
    "same_title": "Rubriken {given} har redan {other}. Skriv vilket år planen gäller.",
    "hour_skipped": "Klockan {clock} finns inte {day}: då går klockan från 02:00 till 03:00. Skriv ett annat klockslag.",
    "other_year": "Det börjar {year}, men filen ligger i mappen {folder}. Ändra start, eller flytta filen till mappen {year}. Har den redan legat på sajten, lägg då också till raden ”was: [{name}]”.",
    "updated_before_published": "updated är före published ({published}). Ändra det ena.",
    "repeat_never_ends": "Upprepningen tar aldrig slut. Skriv until (sista dagen) eller count (antal gånger).",
    "repeat_both_ends": "Upprepningen har både until och count. Ta bort det ena.",
    "repeat_without_every": "Här står inte hur ofta det upprepas. Lägg till en rad ”every: …”, eller räkna upp dagarna i dates.",
    "repeat_dates_and_rule": "Dagarna är uppräknade i dates, och då får {key} inte vara med. Ta bort det ena.",
    "repeat_date_before_start": "{day} är före den första gången ({start}). Skriv den tidigaste dagen i start.",
    "nth_without_weekday": "nth säger vilken veckodag i månaden det är. Skriv också ”every: month” och on, till exempel ”on: [thu]”.",
    "nth_misses_start": "Den första gången ({start}) är inte den i månaden som nth säger ({nth}). Ändra start eller nth.",
    "weekdays_every_year": "Det som upprepas varje år har samma datum som start. Ta bort on.",
    "repeat_without_day": "Det som upprepas måste ha en dag. Skriv start som 2024-06-09 eller 2024-06-09 18:30.",
    "repeat_misses_start": "Första gången är en {name}, och {day} står inte här. Lägg till {day}, eller ändra start.",
    "repeat_ends_before_start": "Upprepningen slutar före första gången ({start}). Ändra until.",
    # what points at what
    "unknown_group": "Gruppen {given} finns inte. {nearest} Är det ingen grupp på sajten? Skriv namnet som vanlig text.",
    "unknown_reference": "{what} {given} finns inte. {nearest}",
    "not_yet_published": "{what} {given} publiceras först den {day}. Ta bort det här så länge, eller ändra dagen där.",
    "not_yet": "{given} har inte varit än. Skriv dagen då det hände, i dag eller tidigare.",
    "same_start": "En annan träff börjar också {given}. Ge träffarna var sin tid.",
    "duplicate_id": "{given} används redan. Ge det ett eget id.",
    "address_taken": "Adressen /{address} används redan av {other}. Byt namn på den ena.",
    "address_reserved": "Adressen /{address} använder sajten själv. Byt namn.",
    "old_name_form": "{given} är inte skrivet som filens namn, {form}. Skriv det gamla namnet i samma form i was.",
    "goal_renamed": "Målet {given} heter numera ”{now}”. Skriv det i stället.",
    "old_name_taken": "Den gamla adressen /{address} används av {other}. Ta bort namnet ur was.",
    "dropped_without_reason": "Målet utgår, men ingen rad i history säger varför. Skriv en med status dropped och en text.",
    "status_contradicts": "Här står {given}, men den senaste raden i history säger ”{newest}”. Ta bort status här, och skriv en ny rad i history när något har hänt.",
    "follows_no_earlier": "{given} är inte från ett tidigare år än {year}. Skriv målet som det här fortsätter, eller ta bort follows.",
    "except_misses": "{given} är ingen av dagarna i upprepningen; närmast är {near}. Ändra dagen eller ta bort den.",
    "repeat_day_twice": "{given} står redan i except, cancelled eller moved. En dag får bara stå en gång: ta bort den ena.",
    "repeat_never_happens": "Alla gånger är undantagna, så det händer aldrig. Ändra except eller ta bort repeat.",
    "repeat_too_often": "Upprepningen blir över {most} gånger. Låt den sluta tidigare.",
    "unwritten": "Här står {given} kvar från utkastet. Skriv det som hör hit i stället, eller ta bort hela märket.",
    "mail_too_large": "Brevet blir {size} kB som mejl. Över {most} kB klipper Gmail av det: dela upp brevet eller korta det.",
    "image_missing": "Bilden {given} finns inte i {folder}. {nearest}",
    # worth a look
    "page_without_links": "Ingen sida och ingen meny leder hit. Länka till sidan, till exempel med [text](/{address}).",
    "same_event": "Rubrik och tid är desamma som i {other}. Är det samma sak, ta bort den ena.",
    "other_plan_year": "I rubriken står {given}, men planen gäller {year}.",
    # what ABF asks
    "abf_meetings": "ABF vill ha minst {fewest} träffar som blir av, och här är {number}. Lägg till fler, eller ta bort abf.",
    "abf_hours": "ABF vill ha minst {fewest} studietimmar ({limit} minuter), och här är {total} minuter. Det fattas {missing} minuter.",
    "abf_long_meeting": "ABF räknar högst {most} studietimmar ({limit} minuter) på en träff. Den här är {over} minuter för lång.",
    "abf_times": "ABF behöver veta när träffen börjar och slutar. Skriv start och end med klockslag.",
    # Markdown
    "empty_letter": "Brevet har ingen text. Skriv den under den andra raden med ”---”.",
    "link_missing": "Länken {given} leder ingenstans. {nearest}",
    "heading_missing": "Länken {given} leder till en rubrik som inte finns där. {nearest}",
    "link_form": "Länken {given} går inte att öppna. Skriv {right}.",
    "unsafe_link": "En länk kan inte börja med {given}. Skriv en adress som börjar med https://, eller en på sajten, som /kalender/.",
    "image_without_alt": "Bilden har ingen beskrivning för den som inte ser den. Skriv ![vad den visar]({file}).",
    "image_elsewhere": "Bilden ligger på en annan webbplats, som då får veta vem som läser. Lägg den i {folder} och skriv dess namn där.",
    "raw_html": "HTML som {given} går inte att använda. {instead}",
    "comment_open": "Kommentaren som börjar här slutar aldrig. Sätt --> där den ska sluta.",
    "markdown_brackets": "Här öppnas fler parenteser än som går att läsa. Ta bort dem, eller stäng dem.",
    "link_empty": "Länken leder ingenstans. Skriv adressen mellan parenteserna: [text](https://exempel.se).",
    "link_almost": "Det här blir ingen länk. Skriv {right}.",
    "link_unclosed": "Länken stängs aldrig. Sätt ”)” efter adressen.",
    "bold_unclosed": "Stjärnorna blir inte fetstil. Sätt ** intill orden både före och efter: **så här**.",
    "list_space": "Det fattas ett mellanslag efter {mark}, så det blir ingen lista. Skriv ”{mark} ” och sedan texten.",
    "markdown_deep": "Här ligger för många listor eller citat inuti varandra. Ta bort några steg.",
    # personal data
    "personal_number": "Det här ser ut som ett personnummer. Ta bort det: ett personnummer ska aldrig stå här, inte heller för medlemmar, och går inte att göra hemligt igen.",
    "private_email": "E-postadressen står inte i district.yml under contact. Ta bort den: vem som är med kan vara en känslig uppgift. Är den föreningens egen får den stå, om du skriver den i district.yml under contact: en rad ”- role: Kontakt” och under den ”email:” och adressen.",
    "private_phone": "Numret står inte i district.yml under contact. Ta bort det: vem som är med kan vara en känslig uppgift. Är det föreningens eget får det stå, om du skriver det i district.yml under contact: en rad ”- role: Kontakt” och under den ”phone:” och numret.",
    "private_name": "Filens namn har något som ser ut som ett personnummer, ett telefonnummer eller en e-postadress. Döp om filen till något annat: namnet syns i sidans adress.",
    "private_pdf": "På sidan {page} i PDF:en står något som ser ut som ett personnummer, ett telefonnummer eller en e-postadress. Ta bort det och spara en ny PDF. Föreningens egna nummer och adresser får stå, om de finns i district.yml under contact.",
    # what originals tell of people, though the site does not show it
    "photo_place": "Bilden säger var den är tagen. På sajten syns det inte, men i förrådet ligger originalet öppet. Ta bort platsen ur bilden innan du lägger in den. Så låter du bli att spara den: på iPhone under Inställningar, Integritet och säkerhet, Platstjänster, Kamera: välj Aldrig; på Android i kamerans inställningar: stäng av Platstaggar.",
    "photo_name": "Bilden säger vem som tog den. På sajten syns det inte, men i förrådet ligger originalet öppet. Ta bort namnet ur bilden innan du lägger in den, och ur kamerans eller bildprogrammets inställningar (upphovsperson, copyright).",
    "pdf_name": "PDF:en säger vem som gjorde den. På sajten syns det inte, men i förrådet ligger originalet öppet. Ta bort namnet innan du lägger in den: i Word under Arkiv, Info, Kontrollera dokument; i LibreOffice under Arkiv, Egenskaper.",
}

_MAX_QUOTED = 60


def sentence(kind: str, **context: object) -> str:
    """Return the message for a kind of mistake, with `context` filled in. Raise KeyError for an unknown kind.

    Values that can be called are called: a suggestion takes time to find.
    """
    context = {key: value() if callable(value) else value for key, value in context.items()}
    if "given" in context:
        context["given"] = quoted(str(context["given"]))
    return SENTENCES[kind].format_map(_Context(context)).replace("  ", " ")


class _Context(dict[str, object]):
    """Values for placeholders, with an ellipsis for those that are missing."""

    def __missing__(self, key: str) -> str:
        return "…"


def quoted(text: str) -> str:
    """Return a text on one line in Swedish quotation marks, cut after _MAX_QUOTED characters."""
    shown = " ".join(visible(text.replace("\n", " ")).split())
    return f"”{shown[:_MAX_QUOTED]}…”" if len(shown) > _MAX_QUOTED else f"”{shown}”"
