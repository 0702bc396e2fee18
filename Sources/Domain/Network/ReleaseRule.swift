/// When what members write together is released: two of its leads have said so, of different members and different persons. One member
/// alone speaks for itself only, and one person who holds two mandates is one person.
public enum ReleaseRule {
    /// What a lead has said of the version under review.
    public struct Word: Sendable, Hashable {
        /// `city:ID`: whose lead it is.
        public let member: String
        /// The account that said it.
        public let person: String

        public init(member: String, person: String) {
            self.member = member
            self.person = person
        }
    }

    public static func isReleased(_ words: [Word]) -> Bool {
        words.contains { one in words.contains { $0.member != one.member && $0.person != one.person } }
    }
}
