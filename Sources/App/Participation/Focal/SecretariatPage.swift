import Domain
import Markup
import Storage
import Web

/// What the countries of a region do, for the head of its secretariat: read; of mandates, their proposals are answered.
struct SecretariatCalls {
    struct Row: Sendable {
        let event: EventRecord
        let rule: RegistrationRule?
        let invitation: InvitationRecord?
        let people: [CountryCall.Nominee]

        /// Until when nominations are equal in time; else until when they are taken at all.
        var due: Int64? { rule?.nominationsClose?.at ?? invitation?.answerBy?.at ?? rule?.closes?.at }
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
        let heads = visit.visitor.mandates.filter { $0.role.readsRegion && $0.holder == .region(region) }
        let codes = try HomeRegions(on: today, reading).countries(of: region).sorted()
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
                $0.role == .focalPoint && $0.person != nil && $0.holds(on: today)
            }
            return Country(code: code, hasFocalPoint: point, rows: rows)
        }
    }
}

struct SecretariatPage {
    let visit: Visit
    let region: RegionRecord
    let countries: [SecretariatCalls.Country]
    let teams: SecretariatTeams
    let reviews: [CountryTask.Review]
    /// Of countries for which nobody can be asked.
    let vacant: [VacantCall]
    let names: MandateNames

    var answer: Answer {
        let title = region.label
        let gaps = countries.filter { !$0.hasFocalPoint }
        return DeskFrame(visit: visit, title: title, path: Paths.secretariat(region.id), crumbs: [.init(title, nil)])
            .answer(
                """
                <div class="head"><h1>\(title)</h1><p class="muted">\(L("What the countries of your region do. You read it; their focal points nominate."))</p></div>\
                \(reviews.isEmpty ? .empty : "<ul class=\"lines\" id=\"waiting\">\(reviews.html(review))</ul>")\
                \(VacantCallSection(calls: vacant, names: names).html)\
                \(gaps.isEmpty ? .empty : """
                    <div class="notice warn"><p>\(L("Without a focal point: \(list: gaps.map { names.name(.country($0.code)).string() })"))</p></div>
                    """)\
                \(SecretariatTeamsSection(teams: teams, names: names, region: region.id, mayAnswer: mayAnswer).html)\
                \(countries.isEmpty ? nothing : "<section id=\"calls\"><h2>\(L("Countries and events"))</h2>\(table)</section>")
                """)
    }

    private func mayAnswer(_ mandate: SeenMandate) -> Bool {
        visit.visitor.heading(region.id, in: mandate.programme)?.mayAct ?? false
    }

    private func review(_ review: CountryTask.Review) -> HTML {
        review.line(
            L("Confirm that you still head the secretariat"),
            to: Paths.secretariatConfirmation(region.id, review.mandate.id))
    }

    private var nothing: HTML { "<p class=\"muted\">\(L("No country is at home in this region."))</p>" }

    /// Those to which any of the countries was asked, the next first.
    private var events: [SecretariatCalls.Row] {
        var seen: Set<Event.ID> = []
        return countries.flatMap(\.rows).filter { seen.insert($0.event.id).inserted }
            .sorted { ($0.event.startsOn, $0.event.title) < ($1.event.startsOn, $1.event.title) }
    }

    private var table: HTML {
        let events = events
        guard !events.isEmpty else {
            return "<p class=\"muted\">\(L("Invited to nothing that is still to come."))</p>"
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Countries and events").string())"><table class="stack"><thead><tr>\
            <th scope="col">\(L("Country"))</th>\(events.html(heading))</tr></thead><tbody>\(countries.html { country in
                "<tr><th scope=\"row\">\(names.html(.country(country.code)))</th>\(events.html { cell(country, $0.event) })</tr>"
            })</tbody></table></div>
            """
    }

    private func heading(_ row: SecretariatCalls.Row) -> HTML {
        """
        <th scope="col"><span dir="auto">\(row.event.title)</span><br><span class="small muted">\(DateText.span(row.event.startsOn, row.event.endsOn))\
        \(row.due.map { "<br>\(due($0, row))" as HTML })</span></th>
        """
    }

    private func due(_ moment: Int64, _ row: SecretariatCalls.Row) -> HTML {
        let day = MomentWords(row.event.timeZone).wallClock(moment).date
        return moment < visit.now
            ? "\(L("Late: closed \(DateText.day(day))"))" : "\(L("Nominations until \(DateText.day(day))"))"
    }

    /// How many, and behind it who.
    private func cell(_ country: SecretariatCalls.Country, _ event: EventRecord) -> HTML {
        let label = event.title
        guard let row = country.rows.first(where: { $0.event.id == event.id }) else {
            return "<td class=\"muted\" data-label=\"\(label)\">–</td>"
        }
        guard !row.people.isEmpty else {
            let isDeclined = row.invitation?.state == .declined
            return """
                <td data-label="\(label)"><span class="state\(isDeclined ? "" : " warn")">\(answer(row))</span></td>
                """
        }
        return """
            <td data-label="\(label)"><details><summary>\(answer(row))</summary><ol>\(row.people.html { nominee in
                let words = NomineeWords(nominee: nominee, rule: row.rule, zone: row.event.timeZone)
                return "<li><span dir=\"auto\">\(nominee.nomination.fields.fullName)</span> <span class=\"muted\">\(words.state.words)</span></li>"
            })</ol></details></td>
            """
    }

    private func answer(_ row: SecretariatCalls.Row) -> Message {
        let count = row.people.count
        if count > 0 { return L(count, one: "\(count) nominated", other: "\(count) nominated") }
        return row.invitation?.state == .declined ? L("Nobody comes") : L("No answer yet")
    }
}
