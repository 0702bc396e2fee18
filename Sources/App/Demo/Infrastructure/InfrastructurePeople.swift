// The people of the story of an initiative. As in the workshop's demo all are invented, and meant to be recognised as invented: a family
// name is the everyday word for "example" in a language of the country, organisations say so in their name, mail goes to example.org.

/// A country of the story, with the words of which its people are made.
struct InfrastructureCountry: Sendable {
    /// ISO 3166-1 alpha-2.
    let code: String
    let familyName: String
    let givenNames: [String]
    let language: String
    /// How many it names for an event; 0: it does not answer.
    let names: Int

    /// - Parameter number: from 0; 0 is the focal point.
    func person(_ number: Int) -> (given: String, family: String, email: String) {
        let given = givenNames[number % givenNames.count]
        let round = number / givenNames.count
        let family = round == 0 ? familyName : "\(familyName)-\(round + 1)"
        return (given, family, "\(code.lowercased())-\(number)@example.org")
    }
}

enum InfrastructurePeople {
    static let sectors = ["security", "health", "civil-protection"]

    static let countries: [InfrastructureCountry] = [
        country("KZ", "Mysalova", ["Aigerim", "Dana", "Anvar", "Marat", "Saule", "Timur"], "ru", 3),
        country("UZ", "Namunov", ["Anvar", "Dilshod", "Nodira", "Rustam", "Gulnora"], "ru", 3),
        country("KG", "Ulgulov", ["Azamat", "Nurlan", "Cholpon", "Bakyt"], "ru", 2),
        country("TJ", "Namunaev", ["Farrukh", "Zarina", "Jamshed", "Manija"], "ru", 2),
        country("MN", "Jishee", ["Bat", "Oyuna", "Temuulen", "Saran"], "en", 2),
        country("PK", "Namoona", ["Ayesha", "Bilal", "Sana", "Usman"], "en", 3),
        country("AL", "Shembulli", ["Ardit", "Elira", "Besnik", "Mira"], "en", 2),
        country("BA", "Uzorak", ["Amra", "Dino", "Lejla", "Mirza"], "en", 2),
        country("ME", "Primjerak", ["Vuk", "Milica", "Luka", "Tea"], "en", 2),
        country("MK", "Primerov", ["Goran", "Ana", "Stefan", "Elena"], "en", 2),
        country("RS", "Uzorkov", ["Jovana", "Nikola", "Marija", "Petar"], "en", 3),
        country("MD", "Exemplu", ["Ion", "Doina", "Mihai", "Lidia"], "en", 2),
        country("UA", "Zrazkova", ["Olena", "Taras", "Iryna", "Andriy"], "en", 3),
        country("GE", "Nimushi", ["Nino", "Giorgi", "Tamar", "Luka"], "en", 2),
        country("AM", "Orinakyan", ["Ani", "Tigran", "Mariam", "Aram"], "en", 2),
        country("AZ", "Numunezade", ["Leyla", "Rashad"], "en", 0),
        country("JO", "Mithali", ["Rania", "Omar"], "ar", 0),
        country("LB", "Namoudhaji", ["Maya", "Karim"], "ar", 0),
        country("IQ", "Mithalani", ["Zainab", "Ali"], "ar", 0),
    ]

    private static func country(
        _ code: String, _ familyName: String, _ givenNames: [String], _ language: String, _ names: Int
    ) -> InfrastructureCountry {
        InfrastructureCountry(
            code: code, familyName: familyName, givenNames: givenNames, language: language, names: names)
    }

    static func organisation(_ country: String, _ sector: String) -> String {
        let names = [
            "security": "Demo Directorate of Security", "health": "Demo Institute of Public Health",
            "civil-protection": "Demo Service of Civil Protection",
        ]
        return "\(names[sector] ?? "Demo Office") (\(country), invented)"
    }
}
