import Domain
import Markup
import Storage
import Web

/// # What became of a meeting
///
/// - `GET /events/E/became` tells how far its issues came, through exercises, priorities, plans and projects; `…/became/report.pdf` on paper.
/// - What a programme plans stands in the thread by `BecameThread`.
enum BecameFacts: RoutedFeature {
    static var routes: [Route] {
        [
            .get(BecamePaths.page, .attend) { visit, event in
                try await visit.read { try BecamePage(visit, event, $0).answer }
            },
            .get(BecamePaths.file, .attend) { visit, event, name in
                try await BecameDocument.answer(visit, event, name)
            },
        ]
    }

    static var api: [APIRoute] { BecameAPI.routes }
}

extension BecameFacts: EventResultFeature {
    static func results(of frame: EventFrame, _ reading: any Reading) throws -> [EventResult] {
        [EventResult(order: 95, title: L("What became of it"), path: BecamePaths.page(frame.event.id))]
    }
}

extension BecameFacts: ThreadReportFeature {
    static func threadReport(of event: Event.ID) -> HTML {
        "<p><a class=\"button\" href=\"\(BecamePaths.page(event))\">\(L("What became of it"))</a></p>"
    }
}

extension BecameFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "became", order: 121, title: L("What became of it"), screens: [BecamePaths.page.template],
                text: [
                    L(
                        "How far the issues of an event came: through votes, exercises, priorities, projects and actions. An action is proven only when a later exercise has shown that it helped."
                    ),
                    L("Everybody sees what they may read; the numbers count nothing else."),
                ], guides: [.organiser, .facilitator, .participant, .focalPoint])
        ]
    }
}
