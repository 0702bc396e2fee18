/// What stands around the injects of Nordgate: who sends them, what they belong to, what cells may decide.
enum NordgateWords {
    static let overview = """
        The eve of an international choir festival. People in the hall of the cross-border station Nordgate complain of sore eyes: an \
        unknown irritant. At the same hours the Kestrel site in Corvia loses its IT. Linked or not? Six countries tell each other, decide, \
        and help. All countries, people and places are invented.
        """
    static let rules = """
        Act as you would at home, with your own rules. What you were not told you may ask. Speak to other cells by requests. Nothing leaves \
        this exercise.
        """
    static let phone = "+44 1632 960 111"
    static let script = """
        Say: “Exercise, exercise, exercise.” Then read the text. If they ask for more: “That is all I know.” End with the same three words.
        """

    static let storylines = ["Station Nordgate", "Kestrel site", "The public", "Help across the border"]

    struct Sender: Sendable {
        let code: String
        let name: String
        let kind: ActorKind
        let address: String
    }

    static let actors = [
        Sender(code: "control", name: "Exercise control", kind: .authority, address: "control@nordgate.example"),
        Sender(code: "desk", name: "Nordgate station duty desk", kind: .operator, address: "desk@station.example"),
        Sender(code: "news", name: "Channel Nine News", kind: .media, address: "news@nine.example"),
        Sender(code: "fire", name: "Fire service of Nordgate", kind: .authority, address: "fire@nordgate.example"),
        Sender(code: "hospital", name: "Hospital of Brevia", kind: .operator, address: "er@hospital.example"),
        Sender(code: "alert", name: "Aldoria public alert", kind: .authority, address: "alert@aldoria.example"),
        Sender(code: "site", name: "Kestrel site manager", kind: .operator, address: "manager@kestrel.example"),
        Sender(code: "public", name: "Posts of the public", kind: .public, address: ""),
        Sender(code: "festival", name: "Festival office", kind: .operator, address: "office@festival.example"),
        Sender(code: "guard", name: "Border guard at the crossing", kind: .authority, address: "guard@border.example"),
        Sender(code: "aldoria", name: "Government of Aldoria", kind: .authority, address: "duty@aldoria.example"),
        Sender(code: "secretariat", name: "Regional secretariat", kind: .authority, address: "desk@region.example"),
    ]

    /// By the number of an inject.
    static let from: [Int: (actor: String, storyline: String)] = [
        1: ("control", "Station Nordgate"), 2: ("desk", "Station Nordgate"), 3: ("news", "The public"),
        4: ("fire", "Station Nordgate"), 5: ("hospital", "Station Nordgate"), 6: ("desk", "Station Nordgate"),
        7: ("alert", "The public"), 8: ("site", "Kestrel site"), 9: ("site", "Kestrel site"),
        10: ("public", "The public"), 11: ("festival", "Station Nordgate"), 12: ("guard", "Help across the border"),
        13: ("aldoria", "Help across the border"), 14: ("secretariat", "The public"),
        15: ("desk", "Help across the border"), 16: ("secretariat", "Help across the border"),
        17: ("news", "The public"), 18: ("site", "Kestrel site"), 19: ("secretariat", "Station Nordgate"),
        20: ("alert", "The public"), 21: ("secretariat", "Station Nordgate"), 22: ("news", "The public"),
        23: ("aldoria", "Help across the border"), 24: ("control", "Station Nordgate"),
    ]

    static let briefings = [
        1: "It is the evening before the festival. You are on duty in your capital.",
        2: "Two places are in the news. You do not know whether they belong together.",
        3: "What happens on one side of the border is felt on the other. Others ask you for help.",
        4: "It is the third day, at six in the morning. Nothing burns any more: now it is about what stays.",
    ]

    /// By the code of a task: what measures it, and by what it is judged.
    static let measures = [
        "T1": ("first-notice", "Duty contact list, tested monthly"),
        "T2": ("", "Shared picture: unconfirmed, confirmed, disproved"),
        "T3": ("functions-asked", "All three functions are asked before a site is closed"),
        "T4": ("", "Agreed fall-back channel"),
        "T5": ("answered-in-time", "One form for requests for assistance"),
        "T6": ("agreed-words", "Public words are agreed with the neighbour first"),
    ]

    struct PointWords: Sendable {
        let question: String
        let options: [String]

        init(_ question: String, _ options: [String] = []) { (self.question, self.options) = (question, options) }
    }

    static let points: [Int: (french: PointWords, russian: PointWords)] = [
        6: (
            PointWords("Que faites-vous de la gare ?", ["La fermer", "En fermer une partie", "La garder ouverte"]),
            PointWords("Что вы делаете с вокзалом?", ["Закрываем", "Закрываем часть", "Оставляем открытым"])
        ),
        11: (
            PointWords(
                "Le festival a-t-il lieu ?", ["Le maintenir comme prévu", "L’écourter", "Le déplacer à un autre jour"]),
            PointWords(
                "Состоится ли фестиваль?", ["Проводим как задумано", "Сокращаем", "Переносим на другой день"])
        ),
        18: (
            PointWords(
                "Que faites-vous des portails ?", ["Les ouvrir à la main", "Les garder fermés", "Demander d’abord"]),
            PointWords("Что вы делаете с воротами?", ["Открываем вручную", "Держим закрытыми", "Сначала спрашиваем"])
        ),
        24: (
            PointWords("Que changeons-nous d’abord, et qui commence ?"),
            PointWords("Что мы меняем прежде всего и кто начинает?")
        ),
    ]
}
