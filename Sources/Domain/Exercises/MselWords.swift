/// Words of planners' sheets for channels, types, statuses and recipients.
public enum MselWords {
    /// The channel's own name, as `phone`; nothing where no word is known.
    public static func channel(_ text: String) -> String? {
        let plain = MselText.folded(text)
        if let known = channels[plain] { return known }
        let words = plain.split { !($0.isLetter || $0.isNumber) }.map(String.init)
        let found = Set(words.compactMap { channels[$0] })
        return found.count == 1 ? found.first : nil
    }

    private static let channels: [String: String] = {
        let words = [
            "phone": "phone call telephone cell mobile tel téléphone telephone appel телефон звонок landline sms",
            "email": "email e-mail mail courriel mél msg почта письмо э-почта",
            "document":
                "document paper fax letter handout written report memo papier lettre документ бумага факс rapport",
            "social": "social tweet twitter facebook post x telegram соцсети réseaux",
            "media":
                "media tv radio news press newspaper video website médias média presse сми новости пресса телевидение",
            "voice": "voice verbal verbally person face oral briefing-oral устно лично oralement",
            "cap": "cap alert alerte оповещение", "briefing": "briefing brief брифинг",
            "picture": "picture cop map carte карта",
        ]
        var all: [String: String] = [:]
        for (channel, list) in words {
            for word in list.split(separator: " ") { all[String(word)] = channel }
        }
        all["e"] = nil
        for (text, channel) in [
            "in person": "voice", "face to face": "voice", "face-to-face": "voice", "en personne": "voice",
            "cell phone": "phone", "phone call": "phone", "radio news": "media", "tv news": "media",
            "social media": "social", "réseaux sociaux": "social", "социальные сети": "social", "e-mail": "email",
            "electronic mail": "email", "e mail": "email", "radio": "media", "cap alert": "cap", "news media": "media",
            "электронная почта": "email", "эл. почта": "email", "picture update": "picture", "in-person": "voice",
        ] { all[text] = channel }
        return all
    }()

    /// `standard`, `contingency` or `adaptive`; nothing where no word is known.
    public static func type(_ text: String) -> String? {
        let words = Set(MselText.folded(text).split { !$0.isLetter }.map(String.init))
        if !words.isDisjoint(with: ["contingency", "contingent", "contingence", "резервная", "резерв"]) {
            return "contingency"
        }
        if !words.isDisjoint(with: ["adaptive", "adaptif", "адаптивная"]) { return "adaptive" }
        let plain: Set<String> = [
            "inject", "standard", "event", "key", "scripted", "planned", "main", "вводная", "стандартная", "événement",
        ]
        return words.isDisjoint(with: plain) ? nil : "standard"
    }

    /// Whether a row tells what is expected of the inject above.
    static func isExpectedAction(_ text: String) -> Bool {
        let words = MselText.folded(text).split { !$0.isLetter }.map(String.init)
        return ["expected action", "expected player action", "action attendue", "ожидаемое действие"].contains(
            words.joined(separator: " "))
    }

    /// What a status becomes, and whether the file says that something happened, which a file cannot.
    public static func status(_ text: String) -> (status: String, saysHappened: Bool)? {
        switch MselText.folded(text) {
        case "": nil
        case "draft", "in work", "new", "open", "in progress", "brouillon", "черновик", "planned", "proposed":
            ("draft", false)
        case "submitted", "pending", "for approval", "pending approval", "soumis", "на утверждении":
            ("submitted", false)
        case "approved", "final", "ready", "validated", "approuvé", "validé", "утверждено", "утверждена":
            ("approved", false)
        case "released", "complete", "completed", "injected", "sent", "done", "closed", "diffusé", "выполнено":
            ("approved", true)
        case "deferred", "on hold", "held", "reporté", "отложено": ("deferred", false)
        case "deleted", "cancelled", "canceled", "obsolete", "dropped", "not used", "annulé", "отменено":
            ("obsolete", false)
        default: nil
        }
    }

    private static let everybody: Set<String> = [
        "all", "all players", "all cells", "everyone", "everybody", "all participants", "all teams", "all agencies",
        "tous",
        "toutes", "tous les joueurs", "toutes les cellules", "все", "всем", "все игроки", "все ячейки", "الجميع",
        "الكل",
    ]

    public static func isAll(_ text: String) -> Bool { everybody.contains(MselText.folded(text)) }

    /// Recipients apart; `all` for everybody.
    /// - Parameter whole: folded names that are not taken apart, as those of countries with "and" in them.
    public static func recipients(_ text: String, whole: Set<String> = []) -> [String] {
        var found: [String] = []
        func add(_ name: String) {
            let name = MselText.trimmed(name.drop { $0 == "-" || $0 == "•" || $0 == "·" })
            guard !name.isEmpty else { return }
            let told = isAll(name) ? "all" : name
            if !found.contains(where: { MselText.folded($0) == MselText.folded(told) }) { found.append(told) }
        }
        for part in text.split(whereSeparator: { ",;/+،؛、".contains($0) || $0.isNewline }) {
            let part = MselText.trimmed(part)
            if whole.contains(MselText.folded(part)) || isAll(part) {
                add(part)
                continue
            }
            var name: [Substring] = []
            for word in part.split(whereSeparator: \.isWhitespace) {
                if ["and", "et", "и", "&", "und"].contains(word.lowercased()) {
                    add(name.joined(separator: " "))
                    name = []
                } else {
                    name.append(word)
                }
            }
            add(name.joined(separator: " "))
        }
        return found
    }

    /// A sheet that its owner keeps, but does not mean.
    static func isAside(_ name: String) -> Bool {
        let words = Set(MselText.folded(name).split { !$0.isLetter }.map(String.init))
        return !words.isDisjoint(with: [
            "deleted", "old", "backup", "example", "examples", "sample", "archive", "supprimé", "ancien", "exemple",
            "удалено",
            "старый", "пример",
        ])
    }

    /// The number of a move in a section's title: `Module 2: The night`.
    public static func moveNumber(_ text: String) -> Int? {
        var tokens = MselTokens(MselText.folded(String(text.prefix(100))))
        guard tokens.word(["move", "module", "phase", "block", "m", "этап", "фаза", "ход", "модуль"]) != nil else {
            return nil
        }
        tokens.skipSpaces()
        return tokens.number(1...2)
    }
}
