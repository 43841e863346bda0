"""Describe every field in Swedish, for the help that editors show."""

from typing import Any, get_args

from pydantic import BaseModel

from district.language import labels, swedish
from district.model import base, district, event, group, news, newsletter, plan, study
from district.model.introspection import keys


def _codes(literal: Any) -> str:
    return swedish.one_of(labels.explained(get_args(literal)))


# By the model that declares the field and the key in the file. Inherited fields are described once.
DESCRIPTIONS: dict[type[BaseModel], dict[str, str]] = {
    base.Link: {"title": "Vad länken heter.", "url": "Adressen, med https:// först."},
    base.Contact: {
        "role": "Uppdraget, inte personens namn.",
        "email": "E-postadress som får stå på en öppen webbplats.",
        "phone": "Telefonnummer som får stå på en öppen webbplats.",
        "url": "En sida där man når er, med https:// först.",
    },
    base.Image: {
        "file": "Bildens namn i docs-mappen, till exempel bilder/bokbord.jpg.",
        "alt": "Vad bilden visar, för den som inte ser den.",
    },
    base.Where: {
        "name": "Vad platsen heter, till exempel Folkets hus.",
        "address": "Gatuadressen, så att man hittar dit.",
        "municipality": "Kommunens id, som det står i district.yml.",
        "online": "Länk till mötet på nätet, med https:// först.",
        "access": "Hur man tar sig in: ramp, hiss, portkod, ljud- och bildstöd.",
    },
    base.Signup: {
        "url": "Adressen till anmälan, med https:// först, eller mailto: och en e-postadress som får stå på sajten.",
        "by": "Sista dag att anmäla sig, till exempel 2024-06-01.",
        "note": "Det man behöver veta för att anmäla sig.",
    },
    base.Span: {
        "start": "När det börjar: 2024-06-09 18:30, en hel dag 2024-06-09, eller 2024-06 eller 2024 om dagen inte är bestämd.",
        "end": "När det slutar, skrivet lika noga som start. För hela dagar är det den sista dagen.",
    },
    base.MovableSpan: {"moved_from": "Tiden som det hade förut, när det har fått en ny. Skriv den nya i start."},
    event.Moved: {
        "from": "Dagen som flyttas, till exempel 2024-06-09.",
        "where": "Den nya platsen, om den är en annan.",
        "note": "Vad som ändrats, och varför.",
    },
    event.Cancelled: {
        "date": "Dagen som är inställd, till exempel 2024-06-09.",
        "note": "Varför den är inställd.",
    },
    event.Repeat: {
        "every": f"Hur ofta: {_codes(event.Every)}.",
        "interval": "2 betyder varannan gång, 3 var tredje.",
        "on": f"Vilka veckodagar: {_codes(event.Weekday)}.",
        "nth": f"Vilken i månaden av veckodagarna i on: {_codes(get_args(event.Nth)[0])}. Bara med every: month.",
        "dates": "Dagarna, uppräknade, när de inte följer någon regel. Den första står i start. Utan every, until och count.",
        "until": "Sista dagen. Skriv den eller count.",
        "count": "Hur många gånger. Skriv det eller until.",
        "except": "Dagar som aldrig var tänkta, till exempel en helgdag. Är en gång inställd, skriv den i cancelled.",
        "cancelled": "Gånger som är inställda. De står kvar, överstrukna, också i telefonens kalender.",
        "moved": "Gånger som har flyttats.",
    },
    base.Record: {
        "title": "Rubriken.",
        "published": "Dagen då det blir känt, till exempel 2024-01-31. Före den dagen syns det ingenstans. Ändra den inte senare.",
        "updated": "Dagen då något viktigt ändrades, så att de som prenumererar får veta det.",
        "summary": "En mening om vad det är, utan Markdown.",
        "text": "Hela texten, i Markdown.",
        "topics": "Ämnen, som id i district.yml.",
        "goals": "Mål i verksamhetsplanen som det här bidrar till, till exempel 2024/studier/antirasism.",
        "was": "Filens gamla namn, om den har bytt namn. Då leder den gamla adressen rätt.",
        "image": "En bild.",
    },
    event.Event: {
        "status": f"{_codes(event.EventStatus)}. Skriv confirmed när det som var inställt blir av ändå.",
        "note": "Vad som ändrats och varför. Det står först på sidan.",
        "where": "Var det är.",
        "for": "Vilka som är inbjudna, när det inte är alla.",
        "organizer": "Vilka som ordnar det: namnet på gruppens fil, eller en text.",
        "signup": "Hur man anmäler sig.",
        "repeat": "När det upprepas.",
        "study": "Studien som det hör till: namnet på dess fil.",
    },
    study.Session: {
        "title": "Vad träffen handlar om.",
        "where": "Var träffen är.",
        "reading": "Vad man läser till träffen.",
        "status": f"{_codes(event.EventStatus)}. Skriv confirmed när den som var inställd blir av ändå.",
        "note": "Vad som ändrats, och varför.",
    },
    study.Material: {
        "title": "Bokens eller textens titel.",
        "author": "Vem som har skrivit den.",
        "url": "Var den finns att läsa, med https:// först.",
        "note": "Till exempel hur man får tag i den.",
    },
    study.Study: {
        "kind": f"{_codes(study.StudyKind)}.",
        "for": "Vilka som är inbjudna, när det inte är alla.",
        "leader": "Vem som leder, som uppdrag och inte som namn.",
        "organizer": "Vilka som ordnar den: namnet på gruppens fil, eller en text.",
        "note": "Vad som ändrats och varför. Det står först på sidan.",
        "sessions": "Träffarna. Var och en står också i kalendern.",
        "materials": "Det man läser.",
        "signup": "Hur man anmäler sig.",
        "status": f"{_codes(study.StudyStatus)}.",
        "abf": "true om det är en cirkel hos ABF: minst 3 träffar, minst 9 studietimmar, högst 4 på en träff.",
    },
    base.WrittenRecord: {
        "date": "Dagen då det kommer ut, till exempel 2024-03-01. Före den dagen syns det ingenstans.",
    },
    group.Group: {
        "kind": f"{_codes(group.GroupKind)}.",
        "municipalities": "Kommunerna som gruppen finns i, som id i district.yml.",
        "contact": "Hur man når gruppen. Adresserna och numren här får stå på sajten.",
        "links": "Länkar till gruppens egna sidor.",
        "status": f"{_codes(group.GroupStatus)}.",
        "order": "Platsen i listan bland grupper av samma slag: 1 står först.",
    },
    news.News: {
        "kind": f"{_codes(news.NewsKind)}.",
        "groups": "Grupperna som det gäller: namnen på deras filer.",
    },
    newsletter.Newsletter: {
        "summary": "En mening om vad brevet handlar om.",
        "number": "Brevets nummer.",
    },
    plan.Quote: {"text": "Citatet.", "source": "Vem som sa eller skrev det, och var."},
    plan.HistoryRow: {
        "date": "Dagen, till exempel 2024-05-12.",
        "status": f"Hur det gick: {_codes(plan.GoalStatus)}.",
        "text": "Vad som hände.",
        "links": "Länkar till mer.",
    },
    plan.Goal: {
        "id": "Målets namn i adresser: små bokstäver a–z, siffror och bindestreck. Ändra det inte senare.",
        "text": "Målet, ord för ord som det antogs.",
        "said": "text om målet står i områdets text, annars list.",
        "responsible": "Vilka som ansvarar: namnet på gruppens fil, eller ett uppdrag som text. Inga personnamn.",
        "due": "När det ska vara klart: 2024-06-09, 2024-06 eller 2024.",
        "was": "Namn i adresser som målet har haft, det äldsta först.",
        "status": "Skriv hellre en rad i history: den senaste radens status gäller, och här får inget annat stå.",
        "follows": "Målet från ett tidigare år som det här fortsätter, till exempel 2023/studier/antirasism.",
        "history": "Vad som har hänt, en rad för varje gång. Den senaste radens status är målets.",
    },
    plan.Area: {
        "id": "Områdets namn i adresser: små bokstäver a–z, siffror och bindestreck. Ändra det inte senare.",
        "title": "Områdets rubrik.",
        "group": "Rubriken som områdets del av planen står under.",
        "quote": "Ett citat överst.",
        "text": "Områdets text, i Markdown.",
        "was": "Namn i adresser som området har haft, det äldsta först.",
        "goals": "Områdets mål, i planens ordning.",
    },
    plan.Plan: {
        "adopted": "Dagen då planen antogs, till exempel 2024-02-17.",
        "intro": "Planens inledning, i Markdown.",
        "closing": "Planens avslutning, i Markdown.",
        "areas": "Planens områden, i dess ordning.",
    },
    district.Named: {
        "id": "Namnet i adresser: små bokstäver a–z, siffror och bindestreck. Ändra det inte senare.",
        "name": "Namnet som det ska läsas.",
    },
    district.Identity: {
        "color": "Sajtens färg, till exempel #ad1a1a. Den ska vara så mörk att vit text går att läsa på den.",
        "mark": "Märket överst på sidan: en kvadratisk bild i docs-mappen, till exempel bilder/marke.png.",
    },
    district.MenuItem: {
        "title": "Ordet i menyn.",
        "page": "Sidan: adressen, till exempel vi/, eller filen i docs-mappen, till exempel om.md.",
    },
    district.District: {
        "name": "Hela namnet.",
        "short_name": "Det korta namnet, där det är ont om plats.",
        "id": "Ett kort ord med a–z och siffror, till exempel lingonriket. Det finns i alla flödens och kalendrars id: "
        "ändra det aldrig.",
        "about": "En mening om er, för hemsidan.",
        "join": "Var man blir medlem: vad knappen heter och adressen.",
        "identity": "Färg och märke. Utan dem är de sajtens egna.",
        "menu": "Sidorna i menyn, i ordning. Utan den är menyn den vanliga.",
        "language": "Språket: sv.",
        "timezone": "Tidszonen: Europe/Stockholm.",
        "municipalities": "Kommunerna, som händelser och träffar kan ligga i.",
        "topics": "Ämnena, som händelser, studier och nyhetsbrev kan höra till.",
        "contact": "Vilka man når, och hur. Bara adresserna och numren här får stå på sajten.",
        "links": "Länkar till andra webbplatser.",
        "repository": "Förrådets adress på GitHub, Codeberg eller GitLab, med https:// först. Därifrån kommer länkarna för att "
        "ändra.",
        "branch": "Grenen som sajten byggs från.",
    },
}


def description(model: type[BaseModel], key: str) -> str | None:
    """Return the description of a model's field. One of the model itself overrides an inherited one."""
    return next((DESCRIPTIONS[base][key] for base in model.__mro__ if key in DESCRIPTIONS.get(base, ())), None)


def undescribed(model: type[BaseModel]) -> list[str]:
    """Return the keys of a model that have no description."""
    return [key for key in keys(model) if description(model, key) is None]
