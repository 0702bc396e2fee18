/// The joint table-top of the story, as a table: an invented city by a river, a festival of lights, and what a crowd does. Public consequence
/// management only.
enum CitiesTableTopWords {
    struct Inject: Sendable {
        let number: Int
        /// Minutes of the exercise's clock.
        let at: Int64
        let channel: String
        let tasks: [String]
        let english: (subject: String, body: String)
        let french: (subject: String, body: String)
    }

    struct Point: Sendable {
        let inject: Int
        let english: (question: String, options: [String])
        let french: (question: String, options: [String])
    }

    static let title = "Riverlight"
    static let overview = """
        A festival of lights draws more people to the river than anybody planned for, and then the last trains stand still. Eight cities \
        decide on the same evening, each for its own public. The city, its people and its places are invented.
        """
    static let rules = "Act as your city would tonight. Ask each other by requests. Nothing leaves this exercise."
    static let phone = "+44 1632 960 222"

    /// Minutes.
    static let moves: [(title: String, starts: Int64, ends: Int64, briefing: String)] = [
        ("The quays are full", 0, 30, "It is eight in the evening. The quays are fuller than planned, and it goes on."),
        (
            "The trains stand still", 30, 60,
            "It is half past eight. The last trains do not run. People ask how they get home."
        ),
    ]

    static let objectives = [
        ("O1", "Slow a crowd down before it is dangerous"), ("O2", "Tell the public one thing while little is known"),
    ]

    static let tasks = [
        (code: "T1", objective: "O1", text: "Decide on access to a place within twelve minutes", threshold: 12 as Int?),
        (code: "T2", objective: "O1", text: "Send people home by a way that holds them apart", threshold: nil),
        (code: "T3", objective: "O2", text: "Say of a rumour what is known of it", threshold: 15),
    ]

    static let injects = [
        Inject(
            number: 1, at: 0, channel: "briefing", tasks: [],
            english: ("The evening of the lights", "Warm weather, three stages by the water, families with children."),
            french: ("La soirée des lumières", "Temps doux, trois scènes au bord de l’eau, des familles avec enfants.")),
        Inject(
            number: 2, at: 4, channel: "email", tasks: ["T1"],
            english: (
                "The quays are fuller than planned",
                "Stewards count twice as many people as last year. More are coming."
            ),
            french: (
                "Les quais sont plus pleins que prévu",
                "Les agents comptent deux fois plus de monde que l’an dernier. D’autres arrivent."
            )),
        Inject(
            number: 3, at: 10, channel: "document", tasks: ["T1"],
            english: (
                "Who may still go to the river?",
                "The stewards ask for one decision for the north quay. They can carry out any of the three in ten minutes."
            ),
            french: (
                "Qui peut encore aller au fleuve ?",
                "Les agents demandent une décision pour le quai nord. Chacune des trois prend dix minutes."
            )),
        Inject(
            number: 4, at: 20, channel: "social", tasks: ["T3"],
            english: (
                "“Something is in the air by the bridge”",
                "A post of a few words is shared thousands of times. Nobody on the spot reports anything."
            ),
            french: (
                "« Il y a quelque chose dans l’air près du pont »",
                "Un message de quelques mots est partagé des milliers de fois. Sur place, personne ne signale rien."
            )),
        Inject(
            number: 5, at: 32, channel: "document", tasks: ["T2"],
            english: (
                "How do people get home?",
                "No train runs before midnight. Buses, the bridge on foot, or waiting on the quay: each needs your word."
            ),
            french: (
                "Comment les gens rentrent-ils ?",
                "Aucun train avant minuit. Les bus, le pont à pied, ou attendre sur le quai : il faut votre accord."
            )),
        Inject(
            number: 6, at: 44, channel: "media", tasks: ["T3"],
            english: (
                "Two officials, two answers",
                "One says that the evening is over, the other that it goes on. Both are quoted."
            ),
            french: (
                "Deux responsables, deux réponses",
                "L’un dit que la soirée est finie, l’autre qu’elle continue. Les deux sont cités."
            )),
    ]

    static let points = [
        Point(
            inject: 3,
            english: (
                "Who may still go to the river?", ["Nobody: close the quay", "One way only", "Everybody: keep it open"]
            ),
            french: (
                "Qui peut encore aller au fleuve ?",
                ["Personne : fermer le quai", "Sens unique", "Tout le monde : laisser ouvert"]
            )),
        Point(
            inject: 5,
            english: ("How do people get home?", ["By bus", "On foot over the bridge", "They wait on the quay"]),
            french: ("Comment les gens rentrent-ils ?", ["En bus", "À pied par le pont", "Ils attendent sur le quai"])),
    ]

    /// Of the first question: by the city, what it decides, how sure it is, and why.
    static let decisions: [(city: String, option: String, sure: Int, why: String)] = [
        ("GBLON", "b", 4, "It keeps people moving, and can be taken back."),
        ("FRPAR", "a", 4, "Il vaut mieux fermer trop tôt."), ("NLRTM", "b", 3, "Stewards know it from the port days."),
        ("ESBCN", "b", 4, "One way, with the metro told at once."), ("SESTO", "a", 3, "Children are on the quay."),
        ("USWAS", "c", 2, "Closing it moves the crowd to the bridge."),
        ("CAMTR", "b", 4, "Sens unique, et des annonces en deux langues."),
        ("DEMUC", "a", 5, "We closed too late once."),
    ]
}
