import Markup
import Storage

/// What later features put on the overview of an event and of a programme: Events/ does not know them.
enum OverviewSections {
    static func event(_ event: Event.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        try ThreadSummary.event(event, visit, reading)
    }

    static func programme(_ programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        try ThreadSummary.programme(programme, visit, reading)
    }
}
