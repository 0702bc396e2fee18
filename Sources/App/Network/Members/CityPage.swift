import Domain
import Markup
import Web

/// A city: to which programmes it belongs, and who speaks for it.
struct CityPage {
    let visit: Visit
    let city: CityRecord
    let names: DirectoryNames
    /// Its times in programmes that the visitor sees.
    let times: [MemberRecord]
    let programmes: [Programme.ID: String]
    let speakers: [MemberSpeaker]
    let mayKeep: Bool
    /// What later features tell of it.
    var more: HTML = .empty

    var answer: Answer {
        let today = CalendarDate.today(visit.now)
        return DeskFrame(
            visit: visit, title: .verbatim(city.name), path: Paths.city(city.id),
            crumbs: [.init(L("Programmes"), Paths.programmes()), .init(.verbatim(city.name), nil)]
        ).answer(
            """
            <div class="head"><h1 dir="auto">\(city.name)</h1><p class="meta">\
            \(city.localName.isEmpty || city.localName == city.name ? .empty : "<bdi>\(city.localName)</bdi> " as HTML)\
            <span>\(names.place(city.country))</span> \(city.locode.map { "<bdi>\($0)</bdi> " as HTML })<bdi>\(city.timeZone)</bdi></p>\
            \(mayKeep ? "<div class=\"actions\"><a class=\"button\" href=\"\(Paths.cityEditing(city.id))\">\(L("Edit the city"))</a></div>" as HTML : .empty)</div>
            <div class="split"><div class="stack-4"><section id="programmes"><h2>\(L("Programmes"))</h2><ul class="lines">\(times.html { time in
                """
                <li><p class="title" dir="auto"><a href="\(Paths.programmeMember(time.programme, time.id))">\(programmes[time.programme] ?? "–")</a></p>\
                <p class="meta"><span class="sector s\(time.role.hue)">\(time.role.label)</span> <span>\(MemberDays.words(time.since, time.until))</span>\
                \(time.holds(on: today) ? .empty : " <span class=\"muted\">\(L("not today"))</span>" as HTML)</p></li>
                """
            })</ul>\(times.isEmpty ? "<p class=\"muted\">\(L("It belongs to no programme that you see."))</p>" as HTML : .empty)</section>\(more)</div>
            <section id="speakers"><h2>\(L("Who speaks for it"))</h2>\(MemberSpeakers(speakers: speakers).html)</section></div>
            """)
    }
}
