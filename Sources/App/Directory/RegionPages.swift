import Domain
import Markup
import Web

/// All countries, with the regions they sit in, page by page.
struct CountriesPage {
    static let size = 50

    let visit: Visit
    let names: DirectoryNames
    let iso3: [String: String]
    let regions: [RegionRecord]
    let memberships: [RegionMembership]
    let people: [String: Int]

    var answer: Answer {
        let query = visit.inbound.query
        let region = query.text("region")
        let today = CalendarDate.today(visit.now)
        var regionsOf: [String: [RegionRecord]] = [:]
        for membership in memberships where membership.isCurrent(on: today) {
            if let record = regions.first(where: { $0.id == membership.region }) {
                regionsOf[membership.country, default: []].append(record)
            }
        }
        let shown = names.allCountries.filter { country in
            let isFound = [country.name, country.code, iso3[country.code] ?? ""].contains {
                Folded.text($0).contains(Folded.text(query.text("q")))
            }
            return (query.text("q").isEmpty || isFound)
                && (region.isEmpty || regionsOf[country.code]?.contains { $0.code == region } ?? false)
        }
        let form = FormState(query)
        return DirectoryFrame(visit: visit, tab: .countries).list(
            """
            <form class="inline" id="filter" method="get" action="\(Paths.countries())" role="search" data-auto>\
            \(form.text("q", L("Search"), type: "search"))\
            \(form.select("region", L("Region"), options: [(value: "", label: L("All"))] + regions.map { (value: $0.code, label: $0.label) }))\
            <button>\(L("Show"))</button></form>
            \(shown.isEmpty ? """
                <div class="empty"><h2>\(L("No country found"))</h2><p class="muted">\(L("Countries are those of ISO 3166-1."))</p>\
                <a class="button" href="\(Paths.countries())">\(L("Show all"))</a></div>
                """ : table(shown, regionsOf))
            """)
    }

    /// The page that was asked for, from 1.
    private func page(of count: Int) -> Int {
        let last = max(1, (count + Self.size - 1) / Self.size)
        return visit.inbound.query.wish("page", in: 1...last) ?? 1
    }

    private func steps(_ page: Int, of count: Int) -> HTML {
        guard count > Self.size else { return .empty }
        let query = visit.inbound.query
        func link(_ to: Int, _ words: Message) -> HTML {
            let asked: [(String, String?)] = [
                ("q", query.text("q").nilIfEmpty), ("region", query.text("region").nilIfEmpty), ("page", String(to)),
            ]
            return "<a class=\"button\" href=\"\(Paths.countries() + QueryText.of(asked))\">\(words)</a>"
        }
        return """
            <nav class="actions" aria-label="\(L("Pages").string())">\(page > 1 ? link(1, L("First page")) : .empty)\
            \(page * Self.size < count ? link(page + 1, L("Next page")) : .empty)</nav>
            """
    }

    private func table(_ found: [(code: String, name: String)], _ regionsOf: [String: [RegionRecord]]) -> HTML {
        let count = found.count
        let page = self.page(of: count)
        let shown = found.dropFirst((page - 1) * Self.size).prefix(Self.size)
        let (first, last) = ((page - 1) * Self.size + 1, (page - 1) * Self.size + shown.count)
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Countries").string())"><table class="stack">\
            <caption>\(count > Self.size ? L("\(first)–\(last) of \(count) countries") : L(count, one: "\(count) country", other: "\(count) countries"))</caption>\
            <thead><tr><th scope="col">\(L("Country"))</th><th scope="col">ISO</th><th scope="col">\(L("Regions"))</th>\
            <th scope="col" class="num">\(L("People"))</th></tr></thead><tbody>\(shown.html { country in
                let own = people[country.code] ?? 0
                let number: HTML = own == 0 ? "0" : "<a href=\"\(Paths.people())?country=\(country.code)\">\(own)</a>"
                return """
                    <tr><th scope="row">\(country.name)</th><td data-label="ISO"><span>\(names.chip(country.code)) \(iso3[country.code])</span></td>\
                    <td data-label="\(L("Regions").string())"><span>\(Message.list((regionsOf[country.code] ?? []).map { region -> HTML in
                        "<a href=\"\(Paths.region(region.id))\">\(region.label)</a>"
                    }, .commas))</span></td>\
                    <td data-label="\(L("People").string())" class="num">\(number)</td></tr>
                    """
            })</tbody></table></div>\(steps(page, of: count))
            """
    }
}

/// The regions and how many countries each has today.
struct RegionsPage {
    let visit: Visit
    let regions: [RegionRecord]
    let memberships: [RegionMembership]
    let names: DirectoryNames

    var answer: Answer {
        let today = CalendarDate.today(visit.now)
        return DirectoryFrame(visit: visit, tab: .regions).list(
            """
            <p class="muted">\(L("A country may sit in several regions. The starting data was compiled from public pages and is no official list."))</p>
            <ul class="lines">\(regions.html { region in
                let members = memberships.filter { $0.region == region.id && $0.isCurrent(on: today) }
                return """
                    <li><p class="title"><a href="\(Paths.region(region.id))">\(region.label)</a></p>\
                    <p class="meta"><span class="chip">\(region.code)</span> \
                    <span>\(L(members.count, one: "\(members.count) country", other: "\(members.count) countries"))</span> \
                    <span>\(region.seat) \(names.chip(region.host))</span></p>\
                    <p class="meta">\(members.html { names.chip($0.country) + " " })</p></li>
                    """
            })</ul>
            """)
    }
}

/// One region: its countries with their dates.
struct RegionPage {
    let visit: Visit
    let region: RegionRecord
    let memberships: [RegionMembership]
    let names: DirectoryNames
    let state: FormState
    /// Countries with another region too.
    let shared: Set<String>

    private var mayChange: Bool { Policy.allows(.administer, visitor: visit.visitor, roles: []) }

    var answer: Answer {
        let today = CalendarDate.today(visit.now)
        let current = memberships.filter { $0.isCurrent(on: today) || $0.since > today }
            .sorted { names.country($0.country) ?? "" < names.country($1.country) ?? "" }
        let past = memberships.filter { ($0.until ?? today) < today }
        return DirectoryFrame(visit: visit, tab: .regions).detail(
            region.label, path: Paths.region(region.id),
            """
            <div class="head"><h1>\(region.label)</h1><p class="meta"><span class="chip">\(region.code)</span> \
            <span>\(region.seat) \(names.chip(region.host))</span></p></div>
            <div class="split"><section><h2>\(L("Countries"))</h2>\(table(current))\
            \(past.isEmpty ? .empty : "<details><summary>\(L("Memberships that ended"))</summary>\(pastList(past))</details>")</section>
            \(mayChange ? "<section>\(form)</section>" : .empty)</div>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private func table(_ current: [RegionMembership]) -> HTML {
        guard !current.isEmpty else { return "<p class=\"muted\">\(L("No country yet."))</p>" }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Countries").string())"><table class="stack">\
            <thead><tr><th scope="col">\(L("Country"))</th><th scope="col">\(L("Member since"))</th><th scope="col">\(L("Remark"))</th>\
            \(mayChange ? "<th scope=\"col\">\(L("Changes"))</th>" : .empty)</tr></thead><tbody>\(current.html { membership in
                """
                <tr><th scope="row">\(names.place(membership.country))\(home(membership))</th>\
                <td data-label="\(L("Member since").string())">\(since(membership))\(membership.until.map { "<span> – \(DateText.day($0))</span>" })</td>\
                <td data-label="\(L("Remark").string())" dir="auto">\(RegionWords.remark(membership.remark))</td>\
                \(mayChange ? "<td data-label=\"\(L("Changes").string())\">\(ending(membership))\(homeForm(membership))</td>" : .empty)</tr>
                """
            })</tbody></table></div>
            """
    }

    private func since(_ membership: RegionMembership) -> HTML {
        membership.since == StartingData.unknownSince
            ? "<span class=\"muted\">\(L("unknown"))</span>" : "\(DateText.day(membership.since))"
    }

    /// Told only where there is a choice.
    private func home(_ membership: RegionMembership) -> HTML {
        guard shared.contains(membership.country) else { return .empty }
        if membership.isHome { return " <span class=\"chip\">\(L("Home region"))</span>" }
        return " <span class=\"muted small\">\(L("Home in another region"))</span>"
    }

    private func homeForm(_ membership: RegionMembership) -> HTML {
        guard shared.contains(membership.country), !membership.isHome else { return .empty }
        return """
            <form method="post" action="\(Paths.homeRegion(region.id, membership.country))">\
            <button class="plain">\(L("Make this its home region"))</button></form>
            """
    }

    private func ending(_ membership: RegionMembership) -> HTML {
        let field = "until-\(membership.country)"
        let error = state.errors[field]
        return """
            <details\("open", when: error != nil)><summary>\(L("End"))</summary>\
            <form class="form" method="post" action="\(Paths.membershipEnding(region.id, membership.country))">\
            <input type="hidden" name="membership" value="\(membership.since)">\
            <div class="field"><label for="\(field)">\(L("Last day"))</label>\
            <input id="\(field)" name="\(field)" type="date" required value="\(state.values[field] ?? "")"\
            \("aria-invalid", value: error == nil ? nil : "true")\("aria-describedby", value: error == nil ? nil : "\(field)-error")>\
            \(state.error(field))</div><button>\(L("End the membership"))</button></form></details>
            """
    }

    private func pastList(_ past: [RegionMembership]) -> HTML {
        """
        <ul class="lines">\(past.html { membership in
            "<li>\(names.place(membership.country)) <span class=\"muted\">\(since(membership)) – \(membership.until.map { DateText.day($0) })</span></li>"
        })</ul>
        """
    }

    private var form: HTML {
        """
        <h2>\(L("Add a country"))</h2>
        <form class="form" id="membership" method="post" action="\(Paths.memberships(region.id))">\
        \(state.summary([("country", L("Country")), ("since", L("Member since")), ("remark", L("Remark"))]))\
        \(state.select("country", L("Country"), options: [(value: "", label: L("Choose a country"))] + names.countryOptions.dropFirst()))\
        \(state.text("since", L("Member since"), hint: L("Leave it empty if nobody knows."), type: "date"))\
        \(state.text("remark", L("Remark"), hint: L("For instance the source."), maxLength: 200))\
        <div class="actions"><button class="primary">\(L("Add the country"))</button></div></form>
        """
    }
}

/// The sectors, in the order in which every page shows them.
struct SectorsPage {
    let visit: Visit
    let sectors: [SectorRecord]
    let people: [String: Int]
    let state: FormState
    /// Which sector's name is being changed.
    let renaming: String?

    private var mayChange: Bool { Policy.allows(.administer, visitor: visit.visitor, roles: []) }

    var answer: Answer {
        let active = sectors.filter { !$0.isRetired }
        let retired = sectors.filter(\.isRetired)
        return DirectoryFrame(visit: visit, tab: .sectors).list(
            """
            <p class="muted">\(L("A sector always keeps its colour and shape, so that people recognise it on every screen. Up to \(SectorOperations.limit) sectors."))</p>
            <div class="split"><section><h2>\(L("In use"))</h2><ul class="lines">\(active.enumerated().map { $0 }.html { index, sector in
                line(sector, isFirst: index == 0, isLast: index == active.count - 1)
            })</ul>\
            \(retired.isEmpty ? .empty : """
                <h2>\(L("Retired"))</h2><ul class="lines">\(retired.html { sector in
                    """
                    <li class="between"><span>\(sector.name.html)</span>\(mayChange ? post(
                        Paths.sectorReturn(sector.name.code), L("Restore: \(sector.name.label)"), "<button class=\"plain\">\(Icon.svg("undo")) \(L("Restore"))</button>") : .empty)</li>
                    """
                })</ul>
                """)</section>
            \(mayChange ? "<section>\(form)</section>" : .empty)</div>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private func line(_ sector: SectorRecord, isFirst: Bool, isLast: Bool) -> HTML {
        let code = sector.name.code
        let count = people[code] ?? 0
        guard mayChange else {
            return
                "<li class=\"between\"><span>\(sector.name.html)</span> <span class=\"muted\">\(counted(count))</span></li>"
        }
        if renaming == code {
            let form = state.values.fields.isEmpty ? FormState(stored: [("name", sector.name.name)]) : state
            return """
                <li><form class="form" id="rename" method="post" action="\(Paths.sector(code))">\
                \(form.summary([("name", L("Name", context: "thing"))]))\(form.text("name", L("Name", context: "thing"), maxLength: 60, isRequired: true))\
                <div class="actions"><button class="primary">\(L("Save the name"))</button>\
                <a class="button plain" href="\(Paths.sectors())">\(L("Cancel"))</a></div></form></li>
                """
        }
        return """
            <li><div class="between"><span>\(sector.name.html)</span> <span class="muted">\(counted(count))</span></div><div class="actions">\
            \(move(code, -1, "up", L("Move up"), sector, isDisabled: isFirst))\(move(code, 1, "down", L("Move down"), sector, isDisabled: isLast))\
            <a class="button plain" href="\(Paths.sectors())?edit=\(code)">\(Icon.svg("edit")) \(L("Rename"))</a>\
            \(post(Paths.sectorRetirement(code), L("Retire"), "<button class=\"plain danger\">\(L("Retire"))</button>"))</div></li>
            """
    }

    private func counted(_ count: Int) -> Message { L(count, one: "\(count) person", other: "\(count) people") }

    private func move(
        _ code: String, _ by: Int, _ icon: String, _ word: Message, _ sector: SectorRecord, isDisabled: Bool
    ) -> HTML {
        """
        <form method="post" action="\(Paths.sectorOrder(code))"><input type="hidden" name="by" value="\(by)">\
        <button class="square plain"\("disabled", when: isDisabled)>\(Icon.svg(icon))<span class="sr">\(word): \(sector.name.label)</span></button></form>
        """
    }

    private func post(_ path: String, _ label: Message, _ button: HTML) -> HTML {
        "<form method=\"post\" action=\"\(path)\" aria-label=\"\(label.string())\">\(button)</form>"
    }

    private var form: HTML {
        guard renaming == nil else { return .empty }
        return """
            <h2>\(L("Add a sector"))</h2>
            <form class="form" id="sector" method="post" action="\(Paths.sectors())">\
            \(state.summary([("name", L("Name", context: "thing"))]))\(state.text("name", L("Name", context: "thing"), maxLength: 60, isRequired: true))\
            <div class="actions"><button class="primary">\(L("Add the sector"))</button></div></form>
            """
    }
}
