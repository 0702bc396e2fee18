import Domain
import Markup
import Storage
import Web

/// What the countries of a region do, for the head of its secretariat: read, and nothing else.
struct SecretariatCalls {
    struct Row: Sendable {
        let event: EventRecord
        let rule: RegistrationRule?
        let invitation: InvitationRecord?
        let people: [CountryCall.Nominee]
    }

    struct Country: Sendable {
        let code: String
        /// Whether somebody speaks for it today.
        let hasFocalPoint: Bool
        let rows: [Row]
    }

    let countries: [Country]

    init(_ region: App.Region.ID, _ visit: Visit, _ reading: any Reading) throws {
        let today = CalendarDate.today(visit.now)
        let heads = visit.visitor.mandates.filter { $0.role == .head && $0.holder == .region(region) }
        let codes = try RegionStore(reading).homes(on: today).filter { $0.value == region }.keys.sorted()
        countries = try codes.map { code in
            let behalf = Behalf.country(code)
            let events = try EventStore(reading).events(FocalStore(reading).events(of: behalf))
                .filter { event in event.endsOn >= today && heads.contains { $0.holds(in: event.programme) } }
                .sorted { ($0.startsOn, $0.title) < ($1.startsOn, $1.title) }
            let rows = try events.map { event in
                Row(
                    event: event, rule: try RegistrationStore(reading).rule(of: event.id),
                    invitation: try InvitationStore(reading).invitation(to: behalf, in: event.id),
                    people: try NominationStore(reading).open(in: event.id, behalf: behalf)
                        .filter { $0.state == .submitted }.map {
                            CountryCall.Nominee(
                                nomination: $0, registration: try RegistrationStore(reading).registration(of: $0.id),
                                waiting: nil)
                        })
            }
            let point = try MandateStore(reading).mandates(for: .country(code)).contains {
                $0.role == .focalPoint && $0.holds(on: today)
            }
            return Country(code: code, hasFocalPoint: point, rows: rows)
        }
    }
}

struct SecretariatPage {
    let visit: Visit
    let region: RegionRecord
    let countries: [SecretariatCalls.Country]
    let reviews: [CountryTask.Review]
    let names: MandateNames

    var answer: Answer {
        let title = region.label
        let gaps = countries.filter { !$0.hasFocalPoint }
        return DeskFrame(visit: visit, title: title, path: Paths.secretariat(region.id), crumbs: [.init(title, nil)])
            .answer(
                """
                <div class="head"><h1>\(title)</h1><p class="muted">\(L("What the countries of your region do. You read it; their focal points nominate."))</p></div>\
                \(reviews.isEmpty ? .empty : "<ul class=\"lines\" id=\"waiting\">\(reviews.html(review))</ul>")\
                \(gaps.isEmpty ? .empty : """
                    <div class="notice warn"><p>\(L("Without a focal point: \(list: gaps.map { names.name(.country($0.code)).string() })"))</p></div>
                    """)\
                \(countries.isEmpty ? nothing : countries.html(section))
                """)
    }

    private func review(_ review: CountryTask.Review) -> HTML {
        review.line(
            L("Confirm that you still head the secretariat"),
            to: Paths.secretariatConfirmation(region.id, review.mandate.id))
    }

    private var nothing: HTML { "<p class=\"muted\">\(L("No country is at home in this region."))</p>" }

    private func section(_ country: SecretariatCalls.Country) -> HTML {
        let rows: HTML =
            country.rows.isEmpty
            ? "<p class=\"muted\">\(L("Invited to nothing that is still to come."))</p>"
            : "<ul class=\"lines\">\(country.rows.html(line))</ul>"
        return "<section><h2>\(names.html(.country(country.code)))</h2>\(rows)</section>"
    }

    private func line(_ row: SecretariatCalls.Row) -> HTML {
        """
        <li><p class="title" dir="auto">\(row.event.title)</p>\
        <p class="meta"><span>\(DateText.span(row.event.startsOn, row.event.endsOn))</span> <bdi>\(row.event.place)</bdi> \
        <span class="state \(row.people.isEmpty ? "warn" : "")">\(answer(row))</span></p>\
        \(row.people.isEmpty ? .empty : """
            <ol>\(row.people.html { nominee in
                let words = NomineeWords(nominee: nominee, rule: row.rule, zone: row.event.timeZone)
                return "<li><span dir=\"auto\">\(nominee.nomination.fields.fullName)</span> <span class=\"muted\">\(words.state.words)</span></li>"
            })</ol>
            """)</li>
        """
    }

    private func answer(_ row: SecretariatCalls.Row) -> Message {
        let count = row.people.count
        if count > 0 { return L(count, one: "\(count) nominated", other: "\(count) nominated") }
        return row.invitation?.state == .declined ? L("Nobody comes") : L("No answer yet")
    }
}
