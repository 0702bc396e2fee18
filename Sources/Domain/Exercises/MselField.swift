/// What a column of a master scenario events list may hold.
public enum MselField: String, Sendable, Hashable, CaseIterable, Codable {
    case label, title, text, time, date
    case storyTime = "story_time"
    case from, to, channel, type, expected, controller, objective, move, storyline, status, note, place, priority
    // Of our own export.
    case id, revision, delete

    /// Whether several columns may be joined in it, in order.
    public var joins: Bool { self == .text || self == .expected || self == .note || self == .objective }

    /// Headings that say it exactly, one after another; words of which all have to stand in a heading; and weak words, of which one does.
    var names: [String] {
        switch self {
        case .label:
            [
                "msel #", "msel number", "event #", "event number", "inject #", "inject number", "id", "no", "number",
                "serial",
                "serial number", "ref", "reference", "source reference", "sourcereference", "label", "n", "no inject",
                "numéro",
                "numero", "#", "номер", "номер вводной", "inject id", "event id", "item #", "item number", "seq",
                "serial #",
            ]
        case .title:
            [
                "title", "subject", "event", "event summary", "inject title", "event title", "headline", "event name",
                "inject name", "name", "summary", "inject", "injects", "titre", "objet", "événement", "evenement",
                "название",
                "тема", "событие", "заголовок",
            ]
        case .text:
            [
                "description", "description/script", "event description", "inject description", "message", "narrative",
                "inject details", "details", "script", "text", "inject text", "content", "message text", "body",
                "texte",
                "contenu", "описание", "вводная", "текст", "содержание", "текст вводной",
            ]
        case .time:
            [
                "time", "event time", "scheduled time", "inject dtg", "dtg", "delivery time", "t+min", "t+",
                "exercise time",
                "real time", "h+", "inject time", "planned time", "start time", "date/time", "date time",
                "date and time",
                "heure", "horaire", "время", "время вводной", "дата и время", "e+", "elapsed time", "t+ min",
            ]
        case .date: ["date", "day", "exercise day", "d+", "event date", "inject date", "jour", "j+", "дата", "день"]
        case .storyTime:
            [
                "scenario time", "designated scenario time", "simulated time", "story time", "scenario day",
                "scenario date",
                "heure scénario", "heure du scénario", "heure scenario", "время сценария",
            ]
        case .from:
            [
                "from", "sent from", "send from", "source", "sender", "from org", "from organization", "initiated by",
                "originator", "émetteur", "emetteur", "expéditeur", "de", "от", "от кого", "отправитель", "источник",
            ]
        case .to:
            [
                "to", "sent to", "send to", "recipient", "recipients", "recipient player", "target", "player",
                "players", "to org",
                "to organization", "audience", "target audience", "destinataire", "destinataires", "à", "cible", "кому",
                "получатель", "адресат",
            ]
        default: otherNames
        }
    }

    private var otherNames: [String] {
        switch self {
        case .channel:
            [
                "inject mode", "method", "delivery", "delivery method", "method of delivery", "means", "mode",
                "modality", "channel",
                "means of delivery", "delivery mode", "inject method", "moyen", "canal", "mode de transmission",
                "способ", "канал",
                "способ передачи",
            ]
        case .type: ["event type", "inject type", "type", "category", "тип", "тип вводной"]
        case .expected:
            [
                "expected action", "expected actions", "expected outcome", "expected outcomes",
                "expected participant response",
                "expected reaction to inject", "expected reaction", "anticipated response", "expected response",
                "expected player action", "expected player actions", "réaction attendue", "réponse attendue",
                "reaction attendue",
                "reponse attendue", "actions attendues", "ожидаемые действия", "ожидаемая реакция",
            ]
        case .controller:
            [
                "controller", "responsible controller", "injected by", "implementer", "inject poc", "inject author",
                "owner",
                "poc", "responsible", "animateur", "responsable", "ответственный",
            ]
        case .objective:
            [
                "exercise objective", "objective", "objectives", "exercise objectives", "1st objective supported",
                "2nd objective supported", "objective supported", "capability", "core capability", "critical task",
                "task",
                "objectif", "objectifs", "цель", "цели", "задача",
            ]
        case .move: ["move", "module", "phase", "block", "exercise phase", "этап", "фаза"]
        case .storyline:
            [
                "storyline", "thread", "storyline/thread", "track", "esf", "story line", "fil", "fil conducteur",
                "сюжетная линия",
            ]
        case .status: ["status", "inject status", "statut", "état", "статус", "состояние"]
        case .note:
            [
                "notes", "note", "remarks", "comments", "comment", "notes/remarks", "background information",
                "background",
                "controller notes", "remarques", "commentaires", "примечание", "примечания", "замечания",
            ]
        case .place: ["location", "venue", "place", "lieu", "место"]
        case .priority: ["priority", "priorité", "приоритет"]
        case .id: ["roundtable id"]
        case .revision: ["revision"]
        case .delete: ["delete"]
        default: []
        }
    }

    /// Words that mean nothing of the field when other words stand beside them.
    static let onlyAlone: Set<String> = [
        "event", "inject", "injects", "no", "id", "n", "number", "to", "from", "de", "à", "от", "a", "name", "day",
        "day", "date",
        "mode", "means", "source", "target", "summary", "method", "inject", "player", "players", "reference", "ref",
        "t+", "h+",
        "d+", "j+", "e+", "#", "task", "owner", "block", "seq", "delivery", "content", "body", "details", "delete",
        "revision",
        "responsible", "poc", "place", "label", "message", "track", "name", "text", "objet", "label", "fil", "type",
        "background",
        "цель", "день", "дата",
    ]

    /// Words beside which a time is another one.
    static let otherTimes: Set<String> = [
        "actual", "completed", "zone", "end", "finish", "duration", "реальное", "fin",
    ]
}
