import Domain
import Storage
import Web

/// Something else that is asked of a cell: it stands first on the page of the play while it waits.
struct PlayAsk: Sendable {
    let id: String
    /// "To all cells".
    let eyebrow: Message
    let title: String
    let label: Message
    let path: String
    /// Nobody of the cell has answered.
    let waits: Bool
}

protocol PlayAskFeature: Feature {
    static func asks(_ event: Event.ID, _ exercise: ExerciseRecord, _ cell: CellRecord, _ reading: any Reading) throws
        -> [PlayAsk]
}

enum PlayAsks {
    static func all(_ event: Event.ID, _ exercise: ExerciseRecord, _ cell: CellRecord, _ reading: any Reading) throws
        -> [PlayAsk]
    {
        try Features.all { $0 as? any PlayAskFeature.Type }.flatMap {
            try $0.asks(event, exercise, cell, reading)
        }
    }
}
