/// The exercise that ships with the demo, as a table: invented countries and places, public consequence management only. The demo makes
/// an exercise of it; tests hold the figures that were worked out for it by hand.
public enum Nordgate {
    public struct Cell: Sendable {
        public let code: String
        public let name: String
        public let part: String
        /// BCP 47.
        public let language: String
        /// IANA.
        public let zone: String
    }

    public struct Move: Sendable {
        public let number: Int
        public let title: String
        /// Minutes of the exercise's clock.
        public let start: Int64
        public let end: Int64
        /// Of the story's clock.
        public let rate: Int64
    }

    public struct Task: Sendable {
        public let code: String
        public let objective: String
        public let text: String
        /// Minutes.
        public let threshold: Int64?
    }

    public struct Inject: Sendable {
        public let number: Int
        /// Minutes of the exercise's clock.
        public let at: Int64
        public let channel: String
        /// Codes of cells.
        public let to: [String]
        public let title: String
        /// Codes of tasks.
        public let tasks: [String]
        /// standard, contingency, adaptive
        public let type: String
    }

    public struct Option: Sendable {
        public let code: String
        public let text: String
    }

    public struct Point: Sendable {
        public let inject: Int
        public let question: String
        /// Nothing where cells answer in their own words.
        public let options: [Option]
        /// Codes that do not go together where cells border.
        public let incompatible: [(String, String)]
    }

    public struct Evaluator: Sendable {
        public let code: String
        public let objectives: [String]
        public let cells: [String]
    }

    public static let title = "Nordgate"
    public static let zone = "Europe/Zagreb"
    /// 18 June 2027 07:40 in Zagreb.
    public static let storyStart: Int64 = 1_813_297_200_000
    /// Minutes.
    public static let endex: Int64 = 165
    /// The story goes on at day 3, 06:00 in Zagreb.
    public static let jump: Int64 = 1_813_464_000_000
    public static let probes: [Int64] = [35, 80, 125]
    /// Minute, length, title; after everything that is planned at that minute.
    public static let breaks: [(at: Int64, length: Int64, title: String)] = [(85, 20, "Coffee"), (130, 60, "Lunch")]
    public static let functions = [
        ("physical-protection", "Physical protection"), ("security", "Security"), ("cyber", "Cyber-security"),
    ]
    public static let simulated = [
        "Station operator", "Hospitals", "Festival", "Media", "Regional secretariat",
    ]
    public static let borders = [("A", "B"), ("A", "C"), ("B", "C"), ("C", "D"), ("A", "E")]

    public static let cells: [Cell] = [
        Cell(code: "A", name: "Aldoria", part: "Hosts the station", language: "en", zone: "Europe/Zagreb"),
        Cell(code: "B", name: "Brevania", part: "Neighbour of the station", language: "fr", zone: "Europe/Belgrade"),
        Cell(code: "C", name: "Corvia", part: "Runs the Kestrel site", language: "ru", zone: "Asia/Tbilisi"),
        Cell(code: "D", name: "Dalmora", part: "Transit", language: "ru", zone: "Asia/Tashkent"),
        Cell(code: "E", name: "Estria", part: "Assists", language: "en", zone: "Asia/Amman"),
        Cell(code: "F", name: "Feldmark", part: "Assists", language: "fr", zone: "Asia/Almaty"),
    ]

    public static let moves: [Move] = [
        Move(number: 1, title: "First signals", start: 0, end: 40, rate: 1),
        Move(number: 2, title: "Two sites, one picture", start: 40, end: 85, rate: 2),
        Move(number: 3, title: "Across the border", start: 85, end: 130, rate: 4),
        Move(number: 4, title: "After", start: 130, end: 165, rate: 0),
    ]

    public static let objectives = [
        ("O1", "Tell neighbours in time and keep one picture"),
        ("O2", "Decide across functions under uncertainty"),
        ("O3", "Ask for, give and explain help across the border"),
    ]

    public static let tasks: [Task] = [
        Task(
            code: "T1", objective: "O1", text: "First notice to neighbours after the first confirmed report",
            threshold: 20),
        Task(code: "T2", objective: "O1", text: "Mark what is unconfirmed, and correct it", threshold: 15),
        Task(
            code: "T3", objective: "O2", text: "Decide on the site after asking all three functions", threshold: nil),
        Task(
            code: "T4", objective: "O2", text: "Use the agreed fall-back channel when IT is down, and tell partners",
            threshold: 15),
        Task(
            code: "T5", objective: "O3", text: "Answer each request for assistance in its time, or say why not",
            threshold: nil),
        Task(
            code: "T6", objective: "O3", text: "Agree public words with the neighbour before release", threshold: nil),
    ]

    public static let all = ["A", "B", "C", "D", "E", "F"]

    /// Each task of each cell is looked at by two.
    public static let evaluators: [Evaluator] = [
        Evaluator(code: "E1", objectives: ["O1", "O2"], cells: ["A", "B", "C"]),
        Evaluator(code: "E2", objectives: ["O1", "O2"], cells: ["D", "E", "F"]),
        Evaluator(code: "E3", objectives: ["O2", "O3"], cells: ["A", "B", "C"]),
        Evaluator(code: "E4", objectives: ["O2", "O3"], cells: ["D", "E", "F"]),
        Evaluator(code: "E5", objectives: ["O3", "O1"], cells: ["A", "B", "C"]),
        Evaluator(code: "E6", objectives: ["O3", "O1"], cells: ["D", "E", "F"]),
    ]
}
