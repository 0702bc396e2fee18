// The people of the story of working groups: invented, and meant to be recognised as invented, as those of the other stories are.

/// A group of the story, with what its people write that they know.
struct DemoGroup: Sendable {
    /// Of its area.
    let code: String
    let title: String
    let remit: String
    let chair: String
    /// Countries that have nobody in it.
    let missing: Set<String>
    let words: [String]
}

enum WorkingGroupsPeople {
    /// Of the programme; the first has the focal point and the expert with the links.
    static let countries = ["KZ", "KG", "MN", "PK", "TJ", "UZ"]

    static let groups: [DemoGroup] = [
        DemoGroup(
            code: "food-safety", title: "Food safety",
            remit: "Finds what spreads with food before many are ill, and who is told.", chair: "KZ", missing: ["PK"],
            words: ["outbreak investigation", "cold chain", "food laboratories"]),
        DemoGroup(
            code: "water-safety", title: "Water safety",
            remit: "Water that can be drunk after a flood, a leak or an attack, and how one knows.", chair: "UZ",
            missing: ["KG"], words: ["sampling reservoirs", "water quality laboratories", "drinking water plans"]),
        DemoGroup(
            code: "chemical-safety", title: "Chemical safety",
            remit: "What is stored where, who measures, and who treats.", chair: "KG", missing: ["MN", "TJ"],
            words: ["decontamination", "toxicology", "measuring teams"]),
        DemoGroup(
            code: "public-health-c3", title: "Public-health command and control",
            remit: "Who decides, who is told and who tells the public when thousands come together.", chair: "MN",
            missing: ["TJ"], words: ["emergency operations centres", "mass gatherings", "risk communication"]),
    ]

    private static let given = [
        "Aigerim", "Bilal", "Cholpon", "Dilshod", "Elena", "Farrukh", "Gulnora", "Hamid", "Iryna", "Jamshed", "Kamila",
        "Luka", "Manija", "Nodira", "Omar", "Petar", "Rania", "Saule", "Timur", "Usman", "Vera", "Yusuf", "Zarina",
    ]

    /// The word for "example" in several languages.
    private static let family = [
        "Mysalova", "Primerov", "Exemplu", "Mithali", "Namunova", "Mfano", "Contoh", "Halimbawa", "Nimushi",
        "Orinakyan",
        "Uzorak", "Jishee",
    ]

    /// - Parameter number: any two of one country have different names for the first 200.
    static func name(_ country: String, _ number: Int) -> (given: String, family: String) {
        let start = country.utf8.reduce(0) { $0 + Int($1) * 7 }
        return (
            given[(start + number) % given.count], "\(family[(start + number / given.count) % family.count])-\(country)"
        )
    }

    static func language(of country: String) -> String {
        ["KZ", "KG", "TJ", "UZ"].contains(country) ? "ru" : "en"
    }
}
