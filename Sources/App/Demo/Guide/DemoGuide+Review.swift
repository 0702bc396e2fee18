extension DemoGuide {
    /// key, title and text of the sections that stand in French already.
    static let french: [(key: String, title: String, text: String)] = [
        (
            "about", "À propos de ce guide",
            """
            Ce guide porte sur la coopération entre la santé, la sécurité et la protection civile, avant et pendant le premier jour d’une \
            attaque biologique ou chimique. Il ne contient aucun conseil technique sur les agents. Il s’adresse à ceux qui préparent les \
            plans dans les ministères, les régions, les hôpitaux, la police et la protection civile.

            Tout ce qui s’y trouve peut être retracé. Un numéro entre crochets mène à la liste des preuves : la question telle qu’elle a \
            été écrite, le vote en trois lectures, le cas, l’intervention.
            """
        ),
        (
            "next", "Que faire maintenant",
            """
            Les six recommandations ne demandent ni nouvel organe, ni nouvelle loi, ni beaucoup d’argent. Il leur faut un responsable dans \
            chaque pays, une date, et quelqu’un qui pose la question.
            """
        ),
    ]

    /// Who is named to sign, one a sector; the first has not signed yet.
    static let signers: [String] = ["hr-primjer", "fr-modele", "no-prove"]

    /// Was added to the English of “next” after it had been translated.
    static let lateSentence = "Two delegations have offered to collect them."

    /// What people of the room remarked: a comment, or a suggestion where `proposed` is given.
    static let remarks: [(section: String, author: String, quote: String, text: String, proposed: String)] = [
        (
            "leading-rec", "no-prove", "It says how the laws are applied together",
            "In our country the sheet would have to be signed by the ministry too.", ""
        ),
        (
            "release-rec", "be-staal", "within two hours", "Four hours is what a small police service can keep.",
            "within two to four hours"
        ),
        ("warning-rec", "hr-primjer", "", "Could the text of three lines be added as an example?", ""),
    ]
}
