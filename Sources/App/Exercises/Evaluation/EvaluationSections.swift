import Domain
import Markup
import Storage
import Web

/// What all pages of evaluators show alike, and what changes by itself: who has submitted.
struct EvaluationSections {
    static let audience = "evaluators"

    let sight: EvaluationSight
    private let papers: Int

    init(_ event: Event.ID, _ reading: any Reading) throws {
        let exercise = try PlayStore(reading).required(event)
        try self.init(EvaluationSight(event, ExercisePlan(exercise.msel, reading), reading), reading)
    }

    init(_ sight: EvaluationSight, _ reading: any Reading) throws {
        self.sight = sight
        papers = try PlayStore(reading).papersUnread(of: sight.event).count(where: \.isDelivered)
    }

    /// Another one once a paper has come, and once ratings are open to others: then each page is fetched anew.
    var state: String {
        let open = sight.units.filter(sight.isOpen).count
        return "\(papers)-\(open)-\(sight.closedAt == nil ? 0 : 1)-\(sight.consensus.count)"
    }

    var progress: HTML {
        let done = sight.evaluators.filter { sight.submitted.contains($0.id) }.count
        let all = sight.evaluators.count
        return """
            <section id="progress" aria-live="polite"><h2>\(L("Who has submitted"))</h2>\
            <p>\(L(all, one: "\(done) of \(all) evaluator", other: "\(done) of \(all) evaluators"))</p>\
            <ul class="lines">\(sight.evaluators.html(line))</ul></section>
            """
    }

    private func line(_ seat: SeatRecord) -> HTML {
        let units = sight.units(of: seat.id)
        let rated = units.filter { sight.rating($0, by: seat.id) != nil }.count
        let isDone = sight.submitted.contains(seat.id)
        return """
            <li><p class="title"><bdi>\(seat.name)</bdi>\(seat.id == sight.lead ? " <span class=\"chip\">\(L("leads"))</span>" : .empty)</p>\
            <p class="meta">\(isDone ? "<span class=\"state good\">\(L("submitted"))</span>" : "<span class=\"state\">\(L("\(rated) of \(units.count) rated"))</span>" as HTML)</p></li>
            """
    }

    static func chip(_ value: TaskRating) -> HTML {
        "<span class=\"state\(value.mark)\" title=\"\(value.label.string())\">\(value.letter)</span>"
    }

    /// How far evaluators agree, with how much that says.
    var agreement: HTML {
        let agreement = sight.agreement
        guard agreement.unitCount > 0 else {
            return "<p class=\"muted\">\(L("How far evaluators agree is told once two have rated the same."))</p>"
        }
        return """
            <p>\(alpha(agreement))</p><p class="meta"><span>\(L("Ratings compared: \(agreement.count), of \(agreement.unitCount) tasks of cells"))</span> \
            <span>\(L("Alike: \(agreement.pairs.count) of \(agreement.pairs.of) pairs"))</span> \
            <span>P \(agreement.counts[0]) · S \(agreement.counts[1]) · M \(agreement.counts[2]) · U \(agreement.counts[3])</span></p>\
            \(agreement.apart.isEmpty ? .empty : "<p>\(L("Two steps apart or more, so talk about these: \(list: agreement.apart)"))</p>")
            """
    }

    private func alpha(_ agreement: RatingAgreement) -> Message { Self.words(agreement) }

    /// In one sentence, on pages and on paper.
    static func words(_ agreement: RatingAgreement) -> Message {
        guard agreement.raters.count > 1 else { return L("One evaluator: there is no agreement to tell.") }
        guard agreement.unitCount >= 5 else {
            return L("Too few ratings of the same for a figure of agreement: \(agreement.unitCount), five are needed.")
        }
        guard agreement.isShown, let value = agreement.alpha(.ordinal).value else {
            return L("All ratings are alike: a figure of agreement would tell nothing.")
        }
        if agreement.isOneSided { return L("Almost all ratings are alike: α tells nothing.") }
        let figure = value.decimal(2)
        if value >= Rational(4, 5) { return L("Evaluators agree well: Krippendorff’s α (ordinal) \(figure).") }
        if value >= Rational(667, 1_000) {
            return L("Evaluators agree, with reservations: Krippendorff’s α (ordinal) \(figure).")
        }
        return L("Evaluators do not agree enough to rely on it: Krippendorff’s α (ordinal) \(figure).")
    }
}
