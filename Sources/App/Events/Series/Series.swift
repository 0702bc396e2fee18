import Domain
import Storage
import Web

/// How often the events of a series are held.
enum SeriesRhythm: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable {
    case monthly, quarterly
    case halfYearly = "half-yearly"
    case yearly
    case everyTwoYears = "every-two-years"
    case irregular

    var label: Message {
        switch self {
        case .monthly: L("Every month")
        case .quarterly: L("Every quarter")
        case .halfYearly: L("Twice a year")
        case .yearly: L("Every year")
        case .everyTwoYears: L("Every two years")
        case .irregular: L("Without a fixed rhythm")
        }
    }
}

/// Events of a programme that come again and again, as stored.
struct SeriesRecord: Sendable, Hashable {
    let id: Series.ID
    let programme: Programme.ID
    let title: String
    let rhythm: SeriesRhythm
}

/// What is told of a series.
struct SeriesFields: Sendable, Hashable {
    var title = ""
    var rhythm = SeriesRhythm.irregular

    var cleaned: Cleaned<SeriesFields> {
        Cleaned(self) { fields, check in
            fields.title = check.line("title", fields.title, limit: 200, isRequired: true)
        }
    }
}

/// Where an event stands among others of its programme.
struct EventTies: Sendable, Hashable {
    var series: Series.ID?
    /// The previous of the series.
    var follows: Event.ID?
    /// The meeting that it prepares.
    var prepares: Event.ID?

    /// Ids have nothing to clean; all of it is held against what is stored.
    var cleaned: Cleaned<EventTies> { Cleaned(self) { _, _ in } }
}
