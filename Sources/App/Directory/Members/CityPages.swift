import Domain
import Markup
import Web

/// The list of cities.
struct CitiesPage {
    let visit: Visit
    let cities: [CityRecord]
    let names: DirectoryNames

    var answer: Answer {
        let query = visit.inbound.query
        let words = FieldCheck.line(query.text("q").prefix(200))
        let country = query.text("country")
        let shown = cities.filter { city in
            city.fields.matches(words) && (country.isEmpty || city.country == country)
        }
        let form = FormState(query)
        let add: HTML =
            "<a class=\"button primary\" href=\"\(Paths.newCity())\">\(Icon.svg("plus")) \(L("Add a city"))</a>"
        guard !cities.isEmpty else {
            return DirectoryFrame(visit: visit, tab: .cities).list(
                """
                <div class="empty"><h2>\(L("No cities yet"))</h2>\
                <p class="muted">\(L("Cities can belong to a programme, as countries and organisations do."))</p>\(add)</div>
                """)
        }
        return DirectoryFrame(visit: visit, tab: .cities).list(
            """
            <div class="actions">\(add)</div>
            <form class="inline" id="filter" method="get" action="\(Paths.cities())" role="search" data-auto>\
            \(form.text("q", L("Search"), type: "search"))\
            \(form.select("country", L("Country"), options: [(value: "", label: L("All"))] + countries))\
            <button>\(L("Show"))</button></form>
            \(shown.isEmpty ? """
                <div class="empty"><h2>\(L("No city found"))</h2>\
                <a class="button" href="\(Paths.cities())">\(L("Show all"))</a></div>
                """ : table(shown))
            """)
    }

    /// Those that have a city.
    private var countries: [FieldOption] {
        let codes = Set(cities.compactMap { $0.country })
        return names.allCountries.filter { codes.contains($0.code) }.map { (value: $0.code, label: .verbatim($0.name)) }
    }

    private func table(_ shown: [CityRecord]) -> HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("Cities").string())"><table class="stack">\
        <caption>\(L(shown.count, one: "\(shown.count) city", other: "\(shown.count) cities"))</caption>\
        <thead><tr><th scope="col">\(L("Name", context: "thing"))</th><th scope="col">\(L("Country"))</th>\
        <th scope="col">\(L("UN/LOCODE"))</th><th scope="col">\(L("Time zone"))</th></tr></thead><tbody>\(shown.html { city in
            """
            <tr><th scope="row"><a href="\(Paths.cityEditing(city.id))" dir="auto">\(city.name)</a>\
            \(city.localName.isEmpty || city.localName == city.name ? .empty : " <bdi class=\"muted\">\(city.localName)</bdi>" as HTML)\
            \(city.isRetired ? " <span class=\"state\">\(L("Retired"))</span>" as HTML : .empty)</th>\
            <td data-label="\(L("Country").string())"><span>\(names.place(city.country))</span></td>\
            <td data-label="\(L("UN/LOCODE").string())"><bdi>\(city.locode)</bdi></td>\
            <td data-label="\(L("Time zone").string())"><bdi>\(city.timeZone)</bdi></td></tr>
            """
        })</tbody></table></div>
        """
    }
}

/// The form of a new or a known city.
struct CityForm {
    let visit: Visit
    /// Nothing for a new one.
    let city: CityRecord?
    let state: FormState
    let names: DirectoryNames

    var answer: Answer {
        let title = city.map { Message.verbatim($0.name) } ?? L("Add a city")
        let path = city.map { Paths.cityEditing($0.id) } ?? Paths.cities()
        let fields = FieldForm<CityFields>(
            state: state, options: ["country": names.countryOptions, "time-zone": zoneOptions])
        let back = city == nil ? MemberReturnSection(state.values) : nil
        return DirectoryFrame(visit: visit, tab: .cities).detail(
            title, path: city == nil ? Paths.newCity() : path,
            """
            <div class="head"><h1 dir="auto">\(title)</h1></div>
            <form class="form" id="city" method="post" action="\(path)">\(fields.summary)\(fields.html)\(back?.fields)\
            <div class="actions"><button class="primary">\(L("Save the city"))</button>\
            <a class="button plain" href="\(back?.path() ?? Paths.cities())">\(L("Cancel"))</a></div></form>
            \(retiring)
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    /// None is chosen before somebody chose it: the first of the list would be stored unseen.
    private var zoneOptions: [FieldOption] {
        let none: [FieldOption] =
            state.values.text("time-zone").isEmpty ? [(value: "", label: L("Choose a time zone"))] : []
        return none + TimeZones.sorted.map { (value: $0, label: .verbatim($0)) }
    }

    private var retiring: HTML {
        guard let city else { return .empty }
        let (path, words) =
            city.isRetired
            ? (Paths.cityReturn(city.id), L("Offer it again")) : (Paths.cityRetirement(city.id), L("Retire the city"))
        return """
            <form method="post" action="\(path)"><p class="muted">\(L("A retired city is no longer offered; what names it keeps it."))</p>\
            <button class="plain">\(words)</button></form>
            """
    }
}
