import Domain
import Storage
import Web

// Enumerations that are stored as their raw text.
extension Role: SQLBindable, SQLDecodable {}
extension WorkshopStage: SQLBindable, SQLDecodable {}
extension VotingMethod: SQLBindable, SQLDecodable {}
extension Language: SQLBindable, SQLDecodable {}
