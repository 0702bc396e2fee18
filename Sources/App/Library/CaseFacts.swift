import Domain
import Markup
import Storage
import Web

enum CaseFacts: RoutedFeature, RailFeature, OverviewFeature, ProgrammeTabFeature {
    static var routes: [Route] { CaseRoutes.all }
    static var api: [APIRoute] { CaseAPI.routes }

    static var programmeTabs: [ProgrammeTab] { [.library] }

    static var rail: [RailEntry] {
        [RailEntry(order: 40, key: "l", icon: "library", label: { L("Library") }, path: Paths.library())]
    }

    static func section(of programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let cases = try CaseReading(visit, .programme(programme), reading).seen(CaseStore(reading).cases(of: programme))
        let mayShare = try MemberVoice(visit, programme, reading).speaks
        return """
            <section id="library"><h2>\(L("Library"))</h2>\
            \(cases.isEmpty ? .empty : """
                <ul class="lines">\(cases.prefix(3).html { record in
                    "<li><a href=\"\(Paths.pastCase(programme, record.id))\" dir=\"auto\">\(record.fields.title)</a> <span class=\"muted small\">\(record.dateText)</span></li>"
                })</ul>
                """)\
            <p><a href="\(Paths.cases(programme))">\(cases.isEmpty
                ? L("Nothing in the library yet: past events, exercises and practices")
                : L(cases.count, one: "\(cases.count) case in the library", other: "\(cases.count) cases in the library"))</a></p>\
            \(mayShare ? "<p><a href=\"\(Paths.newPractice(programme))\">\(L("Share a practice"))</a></p>" as HTML : .empty)</section>
            """
    }
}

extension ProgrammeTab {
    static let library = ProgrammeTab(
        id: "library", order: 60, label: L("Library of the programme"), path: { Paths.cases($0) })
}

/// Who asked makes a case of an answer.
extension CaseFacts: NoticeAnswerFeature {
    static func link(_ answer: NoticeAnswerRecord, of notice: NoticeRecord) -> HTML {
        let path =
            Paths.caseOfAnswer(notice.programme, notice.id) + QueryText.of([("member", answer.member.description)])
        return "<p><a href=\"\(path)\">\(L("Make a case of it"))</a></p>"
    }
}
