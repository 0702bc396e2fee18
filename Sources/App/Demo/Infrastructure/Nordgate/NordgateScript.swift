/// What the cells of Nordgate do, minute by minute of the exercise's clock: each in its language, by one of its functions.
enum NordgateScript {
    enum Act: Sendable {
        /// Of an inject with options, by their code; of one without, in words.
        case decide(Int, option: String, why: String, sure: Int)
        /// The function agrees with the decision of its cell.
        case consent(Int)
        /// - Parameter key: by which others answer it.
        case ask(key: String, to: [String], type: RequestType, text: String, minutes: Int, about: Int?)
        case acknowledge(key: String)
        case answer(key: String, RequestOutcome, text: String)
        case close(key: String, served: Bool)
        /// A line of the picture, for all cells or one's own.
        case see(key: String, PictureTopic, PictureStanding, text: String, forAll: Bool, about: Int?)
        /// The same line stands otherwise now.
        case correct(key: String, PictureStanding)
        case log(LogLineKind, text: String)
        case report(summary: String, needs: String)
        /// Words for the public, for which neighbours are asked.
        case draft(key: String, text: String, asking: [String])
        case agree(key: String)
        case speak(key: String)
    }

    struct Entry: Sendable {
        let minute: Int64
        let cell: String
        /// A code of ``Nordgate/functions``.
        let function: String
        let act: Act

        init(_ minute: Int64, _ cell: String, _ function: String, _ act: Act) {
            (self.minute, self.cell, self.function, self.act) = (minute, cell, function, act)
        }
    }

    private static let (guards, security, cyber) = ("physical-protection", "security", "cyber")

    static let all: [Entry] = (first + second + third + last + seen).enumerated().sorted {
        ($0.element.minute, $0.offset) < ($1.element.minute, $1.offset)
    }.map(\.element)

    private static let first: [Entry] = [
        Entry(
            23, "B", security,
            .ask(
                key: "one-event", to: ["A"], type: .information,
                text: "Onze personnes aux urgences : est-ce votre gare, ou autre chose ?", minutes: 15, about: 5)),
        Entry(28, "A", security, .acknowledge(key: "one-event")),
        Entry(
            31, "A", security,
            .decide(
                6, option: "b", why: "The platforms work and two trains wait; the hall stays shut until it is aired.",
                sure: 4)),
        Entry(
            33, "B", guards,
            .decide(
                6, option: "c", why: "Notre côté de la gare n’est pas touché ; nous gardons l’accès sous contrôle.",
                sure: 3)),
        Entry(36, "A", security, .answer(key: "one-event", .agreed, text: "It is the same hall. Nobody is in danger.")),
    ]

    private static let second: [Entry] = [
        // The first notice comes twenty-seven minutes after the report was confirmed.
        Entry(
            41, "A", security,
            .ask(
                key: "notice", to: ["B", "C"], type: .notification,
                text:
                    "Confirmed at 07:54: an unknown irritant at Nordgate, nine people in hospital, no danger to life.",
                minutes: 20, about: 4)),
        Entry(43, "B", security, .acknowledge(key: "notice")),
        Entry(45, "C", security, .answer(key: "notice", .agreed, text: "Приняли. Передали на свои станции.")),
        Entry(
            50, "C", cyber,
            .ask(
                key: "channel", to: ["A", "B", "D"], type: .notification,
                text: "Почта не работает. Связь по дежурной радиолинии, как договорено.", minutes: 15, about: 9)),
        Entry(52, "A", cyber, .answer(key: "channel", .agreed, text: "We listen on the radio line.")),
        Entry(53, "B", cyber, .acknowledge(key: "channel")),
        Entry(58, "D", cyber, .answer(key: "channel", .agreed, text: "На связи.")),
        Entry(
            60, "A", security,
            .decide(11, option: "b", why: "One evening less, without the square by the station.", sure: 4)),
        Entry(
            61, "D", security,
            .decide(11, option: "b", why: "Сокращаем: хоры уже в пути, отмена опаснее.", sure: 3)),
        Entry(63, "B", security, .decide(11, option: "a", why: "La place est loin de la gare.", sure: 2)),
        Entry(64, "C", guards, .decide(11, option: "c", why: "Пока не ясна связь, переносим.", sure: 4)),
        Entry(
            65, "B", security,
            .ask(
                key: "ambulance", to: ["A"], type: .assistance,
                text: "Une ambulance pour six personnes sans papiers, au poste routier.", minutes: 20, about: 12)),
        Entry(
            66, "E", security,
            .decide(11, option: "b", why: "As Aldoria does: our choir stays with the others.", sure: 3)),
        Entry(67, "F", security, .decide(11, option: "a", why: "Rien ne dit que la place est touchée.", sure: 2)),
        Entry(
            70, "A", guards,
            .ask(
                key: "staff", to: ["C", "D", "E", "F"], type: .assistance,
                text: "Forty people for a perimeter and bag checks, two days, under our orders.", minutes: 30,
                about: nil)),
        Entry(
            72, "A", security, .answer(key: "ambulance", .agreed, text: "It is on its way, with a list for the names.")),
        Entry(78, "E", guards, .answer(key: "staff", .agreed, text: "Twenty from tonight, own food, own radio.")),
        Entry(
            79, "A", security,
            .ask(
                key: "press", to: ["B", "C"], type: .jointDecision,
                text: "One line: “The cause is not known; nobody is in danger.” Do you agree?", minutes: 10, about: 14)),
        Entry(80, "B", security, .close(key: "ambulance", served: true)),
        Entry(82, "F", guards, .answer(key: "staff", .partly, text: "Huit personnes, à partir de demain midi.")),
        Entry(83, "B", security, .answer(key: "press", .agreed, text: "D’accord, en trois langues à la même heure.")),
        Entry(84, "D", guards, .answer(key: "staff", .declined, text: "Своих людей не хватает: охраняем пересадку.")),
        Entry(84, "C", security, .answer(key: "press", .agreed, text: "Согласны.")),
    ]

    private static let third: [Entry] = [
        Entry(
            90, "B", security,
            .ask(
                key: "trains", to: ["A"], type: .jointDecision,
                text: "Faire avancer les trois trains jusqu’à la gare suivante de votre côté ?", minutes: 15, about: 15)
        ),
        Entry(97, "A", guards, .answer(key: "trains", .agreed, text: "Yes: track two is free, water waits there.")),
        Entry(
            99, "D", security,
            .ask(
                key: "beds", to: ["E"], type: .assistance,
                text: "Примете сто человек на одну ночь?", minutes: 30, about: 16)),
        // Thirty-four minutes: too late.
        Entry(104, "C", guards, .answer(key: "staff", .declined, text: "Все на площадке Кестрел.")),
        Entry(108, "C", guards, .decide(18, option: "c", why: "Сначала спрашиваем: учёт прохода важен.", sure: 3)),
        Entry(109, "C", cyber, .consent(18)),
        Entry(110, "D", guards, .decide(18, option: "b", why: "Держим закрытыми, пока нет учёта.", sure: 4)),
        Entry(111, "D", cyber, .consent(18)),
        Entry(
            114, "A", security,
            .ask(
                key: "sorry", to: ["B", "C", "D", "E", "F"], type: .notification,
                text: "Confirmed at 07:54, our notice went at 08:21. It should have gone at once.", minutes: 30,
                about: 19)),
        Entry(117, "B", security, .answer(key: "sorry", .agreed, text: "Merci de le dire.")),
        Entry(121, "E", security, .answer(key: "beds", .agreed, text: "A hundred beds in two schools.")),
    ]

    /// The shared picture, logs, reports, and words for the public.
    private static let seen: [Entry] = [
        Entry(
            6, "A", guards, .log(.note, text: "Duty desk: thirty with sore eyes. Doors open, announcement made.")),
        Entry(
            11, "A", security,
            .see(
                key: "clip", .publicInformation, .unconfirmed,
                text: "A clip shows people with scarves; causes are guesses.",
                forAll: false, about: 3)),
        Entry(
            16, "A", guards,
            .see(
                key: "hall", .hazard, .confirmed,
                text: "An unknown irritant in the hall; nine in hospital, none in danger.",
                forAll: false, about: 4)),
        Entry(27, "B", security, .log(.note, text: "Hôpital : onze personnes, train du soir.")),
        Entry(
            37, "A", security,
            .see(
                key: "people", .people, .confirmed, text: "Forty-one looked at, nine in hospital, eleven in Brevania.",
                forAll: true, about: nil)),
        Entry(
            46, "C", cyber,
            .see(
                key: "kestrel", .infrastructure, .confirmed, text: "Площадка Кестрел: ворота и почта не работают.",
                forAll: true, about: 8)),
        Entry(
            54, "B", security,
            .see(
                key: "rumour", .publicInformation, .unconfirmed, text: "Une rumeur relie la gare et Kestrel.",
                forAll: true, about: 10)),
        Entry(
            59, "A", guards,
            .report(
                summary: "The hall is aired. Two trains wait. Kestrel's loss of IT is not linked so far.",
                needs: "Staff for a perimeter.")),
        Entry(
            86, "A", security,
            .draft(key: "line", text: "The cause is not known. Nobody is in danger.", asking: ["B", "C"])),
        Entry(87, "B", security, .agree(key: "line")),
        Entry(87, "C", security, .agree(key: "line")),
        Entry(89, "A", security, .speak(key: "line")),
        Entry(119, "A", guards, .correct(key: "hall", .disproved)),
        Entry(134, "B", security, .correct(key: "rumour", .disproved)),
    ]

    private static let last: [Entry] = [
        Entry(
            157, "A", security,
            .decide(
                24, option: "", why: "The duty desk sends a first notice before it asks anybody. We begin on Monday.",
                sure: 5)),
        Entry(158, "B", security, .decide(24, option: "", why: "Un seul formulaire pour demander de l’aide.", sure: 4)),
        Entry(158, "C", cyber, .decide(24, option: "", why: "Проверяем запасную связь каждый месяц.", sure: 5)),
        Entry(159, "D", security, .decide(24, option: "", why: "Список дежурных, проверяемый каждый месяц.", sure: 4)),
        Entry(160, "E", guards, .decide(24, option: "", why: "Say by when with every offer of help.", sure: 4)),
        Entry(
            161, "F", security, .decide(24, option: "", why: "Demander les trois fonctions avant de décider.", sure: 4)),
    ]
}
