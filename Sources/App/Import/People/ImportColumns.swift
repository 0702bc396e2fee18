import Domain
import Web

/// A column that an import of people understands.
enum ImportColumn: String, CaseIterable, Sendable, Codable, Hashable {
    case givenName = "given-name"
    case familyName = "family-name"
    case fullName = "full-name"
    case email, country, sector, organisation, languages, expertise, role, note

    /// What the column is called; also in the template and the export.
    var label: Message {
        switch self {
        case .fullName: L("Full name")
        case .role: L("Role")
        default: PersonField(rawValue: rawValue)?.label ?? .verbatim(rawValue)
        }
    }

    private var content: ImportField.Content {
        switch self {
        case .email: .email
        case .country, .sector, .role: .choice
        default: .text
        }
    }

    /// Whether a question mark in it stands for a lost letter.
    var isName: Bool {
        switch self {
        case .givenName, .familyName, .fullName, .organisation: true
        default: false
        }
    }

    private var isOwn: Bool {
        switch self {
        case .givenName, .familyName, .fullName, .note: true
        default: false
        }
    }

    /// What the import of people supplies to the importer.
    /// - Parameter isForEvent: whether the file brings roles too.
    static func shape(isForEvent: Bool) -> ImportShape {
        let columns = allCases.filter { isForEvent || $0 != .role }
        var shape = ImportShape(
            kind: isForEvent ? "people of an event" : "people",
            fields: columns.map {
                ImportField(
                    name: $0.rawValue, label: $0.label, aliases: $0.aliases, content: $0.content, isOwn: $0.isOwn,
                    isName: $0.isName)
            },
            needed: [[familyName.rawValue, fullName.rawValue]], takesNotes: true,
            passedOver: [L("Row of the file"), L("What is wrong")] + (isForEvent ? [] : [L("Role")]))
        shape.beside = [
            .init(field: fullName.rawValue, other: givenName.rawValue, becomes: familyName.rawValue),
            .init(field: fullName.rawValue, other: familyName.rawValue, becomes: givenName.rawValue),
        ]
        return shape
    }

    /// Other headings by which it is recognised: English, French, Russian, Arabic, German, Spanish, Italian, Portuguese, and some more.
    private var aliases: [String] {
        switch self {
        case .givenName:
            [
                "given name", "given names", "given name(s)", "first name", "first names", "firstname", "forename",
                "prénom", "prénoms",
                "имя", "имена", "имя отчество", "имя и отчество", "الاسم الأول", "الاسم الشخصي", "Vorname", "Vornamen",
                "nombre de pila",
                "nombres", "primer nombre",
                "nome proprio", "nome próprio", "primeiro nome", "ime", "imię", "jméno", "keresztnév", "prenume", "ad",
                "ім'я",
            ]
        case .familyName:
            [
                "family name", "family names", "last name", "last names", "lastname", "surname", "surnames",
                "nom de famille", "nom",
                "noms", "nom(s) de famille", "nom d'usage", "фамилия", "фамилии", "اسم العائلة", "لقب العائلة", "اللقب",
                "الكنية", "Nachname", "Familienname", "Zuname", "apellido",
                "apellidos",
                "cognome", "apelido", "apelidos", "sobrenome", "prezime", "nazwisko", "příjmení", "vezetéknév",
                "soyadı", "прізвище",
            ]
        case .fullName:
            [
                "full name", "name", "names", "participant", "participants", "name of participant", "participant name",
                "name of the participant", "first and last name", "name and surname", "nominee", "nom complet",
                "nom et prénom",
                "nom et prénoms", "nom prénom", "prénom et nom", "participant(e)", "фио", "ф.и.о.", "имя и фамилия",
                "фамилия и имя",
                "фамилия имя", "фамилия имя отчество", "полное имя", "участник", "участники", "ф. и. о.",
                "имя, фамилия", "фамилия, имя", "المشارك", "المشاركون", "الاسم", "الاسم الكامل", "اسم المشارك",
                "الاسم واللقب",
                "vollständiger Name", "Vor- und Nachname", "Vorname und Name", "Teilnehmer", "Teilnehmerin", "nombre",
                "nombre completo", "nombre y apellidos", "nombre y apellido", "apellidos y nombre", "nome",
                "nome completo",
                "nome e cognome", "cognome e nome", "nominativo", "partecipante", "nome e apelido", "ime i prezime",
                "imię i nazwisko",
                "піб",
            ]
        case .email:
            [
                "e-mail", "email", "mail", "e-mail address", "email address", "e-mail addresses", "e mail",
                "contact e-mail",
                "courriel", "courriels", "mail professionnel", "adresse e-mail", "adresse électronique", "adresse mail",
                "adresse courriel", "mél",
                "эл. почта", "эл. адрес", "адрес эл. почты",
                "электронная почта", "почта", "e-mail адрес", "адрес электронной почты", "электронный адрес", "имейл",
                "البريد الإلكتروني", "البريد", "عنوان البريد الإلكتروني", "بريد إلكتروني", "الايميل", "E-Mail-Adresse",
                "Mailadresse", "E-Post",
                "correo electrónico",
                "correo", "dirección de correo electrónico", "posta elettronica", "indirizzo e-mail", "indirizzo email",
                "correio eletrónico",
                "correio eletrônico", "endereço de e-mail", "e-pošta", "adres e-mail", "електронна пошта",
            ]
        case .country:
            [
                "country", "countries", "country code", "country name", "name of country", "state", "nation", "iso",
                "iso code",
                "iso2", "iso3",
                "nationality", "pays", "nom du pays", "code pays", "nationalité", "état", "страна", "страны",
                "название страны", "гражданство", "код страны", "государство",
                "البلد", "الدولة", "رمز البلد", "اسم البلد",
                "الجنسية", "Land", "Staat", "Länderkürzel", "Staatsangehörigkeit", "país", "nacionalidad", "paese",
                "stato", "nazione",
                "nazionalità", "nacionalidade", "država", "zemlja", "kraj", "ország", "ülke", "країна",
            ]
        case .sector:
            [
                "sector", "field of work", "service", "secteur", "secteur d'activité", "domaine d'activité", "сектор",
                "сфера деятельности", "служба", "отрасль", "ведомство",
                "القطاع", "مجال العمل",
                "Sektor", "Bereich", "Fachbereich", "Sparte", "ámbito", "settore", "ambito", "setor", "sektor",
                "ágazat", "сектор діяльності",
            ]
        case .organisation:
            [
                "organisation", "organization", "institution", "employer", "affiliation", "agency", "authority",
                "ministry", "company",
                "organisation name", "name of organisation", "name of institution", "institution / organisation",
                "home institution",
                "organisme", "institution", "employeur", "établissement", "organisation / institution", "structure",
                "ministère", "организация",
                "учреждение",
                "место работы", "название организации", "институт", "министерство", "орган", "المؤسسة", "المنظمة",
                "الجهة", "جهة العمل",
                "الوزارة", "الهيئة", "Institution",
                "Einrichtung", "Behörde", "Dienststelle", "Arbeitgeber", "Firma", "Organisation", "organización",
                "institución", "entidad",
                "organismo", "organizzazione", "istituzione", "ente", "amministrazione", "organização", "instituição",
                "entidade",
                "organizacija", "institucija", "ustanova", "instytucja", "організація", "установа",
            ]
        case .languages:
            [
                "languages", "language", "working language", "working languages", "languages spoken",
                "preferred language", "langues",
                "langue", "langue(s)", "langue de travail", "langues de travail", "langues parlées", "языки", "язык",
                "рабочий язык", "рабочие языки", "владение языками", "اللغة", "اللغات",
                "لغة العمل", "لغات العمل", "Sprache",
                "Sprachen", "Arbeitssprache", "idioma", "idiomas", "lengua", "lingua", "lingue", "língua", "línguas",
                "jezik", "jezici",
                "мова",
            ]
        case .expertise:
            [
                "expertise", "areas of expertise", "area of expertise", "field", "field of expertise", "specialty",
                "speciality",
                "specialisation", "competence", "domaines d'expertise", "domaine d'expertise", "domaine", "spécialité",
                "compétences",
                "область знаний", "области знаний", "области компетенции", "специализация", "специальность",
                "компетенции", "مجال الخبرة", "مجالات الخبرة",
                "الخبرة", "التخصص",
                "Fachgebiet", "Fachgebiete", "Fachkenntnisse", "Spezialgebiet", "especialidad",
                "área de especialización",
                "experiencia", "competenze", "specializzazione", "área de especialização", "especialidade", "stručnost",
            ]
        case .role:
            [
                "role", "role in the event", "function in the event", "rôle", "rôles", "rôle dans l'événement", "роль",
                "роли", "статус участия", "роль в мероприятии", "الدور", "الدور في الفعالية",
                "Rolle",
                "Funktion in der Veranstaltung", "rol", "papel", "ruolo", "papel no evento", "função no evento",
                "uloga",
            ]
        case .note:
            [
                "note", "notes", "remark", "remarks", "comment", "comments", "remarque", "remarques", "observation",
                "commentaire",
                "commentaires",
                "observations", "примечание", "примечания", "заметки", "комментарий", "ملاحظات", "ملاحظة", "Bemerkung",
                "Bemerkungen", "Anmerkung",
                "Anmerkungen", "observaciones", "notas", "osservazioni", "annotazioni", "observações", "napomena",
                "uwagi",
            ]
        }
    }
}
