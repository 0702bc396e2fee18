import Domain
import Storage
import Web

/// # Series
///
/// Events of a programme that come again and again; what an event follows, and which meeting it prepares: set in the event's settings, told on
/// its page, on its programme's, and in calendars.
enum SeriesRoutes {
    static let all: [Route] = [
        .post(Paths.eventSeries, .organise) { visit, event in
            let form = try visit.inbound.form()
            do {
                let chosen = form.text("series")
                let ties = EventTies(
                    series: try id(chosen == SeriesFormSection.new ? "" : chosen, "series"),
                    follows: try id(form.text("follows"), "follows"),
                    prepares: try id(form.text("prepares"), "prepares"))
                let rhythm = SeriesRhythm(rawValue: form.text("rhythm")) ?? .irregular
                let new =
                    chosen == SeriesFormSection.new ? SeriesFields(title: form.text("title"), rhythm: rhythm) : nil
                try await SeriesOperations.tie(visit, event, ties, new: new)
                return .redirect(to: Done.saved.at(Paths.eventSettings(event)) + "#series-form")
            } catch {
                return try await EventRoutes.settings(visit, event, seriesState: try .refused(form, error))
            }
        }
    ]

    private static func id<Noun>(_ text: String, _ field: String) throws -> Identifier<Noun>? {
        guard !text.isEmpty else { return nil }
        guard let id = Identifier<Noun>(text) else {
            throw Refusal.invalid([field: L("Choose one from the list.")])
        }
        return id
    }
}
