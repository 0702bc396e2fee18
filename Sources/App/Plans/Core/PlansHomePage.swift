import Domain
import Markup
import Storage
import Web

/// What a programme plans, room by room: what waits for whoever looks, and how it stands.
struct PlansHomePage {
    let frame: PlansFrame
    let boxes: HTML

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        let frame = try PlansFrame(visit, programme, reading)
        self.frame = frame
        boxes = try Features.all { $0 as? any PlansBoxFeature.Type }.sorted { $0.boxOrder < $1.boxOrder }
            .reduce(into: HTML.empty) { html, feature in
                let box = try feature.box(frame.standing, visit, reading)
                html = "\(html)\(box)"
            }
    }

    var answer: Answer {
        frame.answer(
            "overview", L("Planning"), path: PlansPaths.home(frame.programme),
            """
            <h1>\(L("Planning"))</h1>\
            <p class="lead">\(L("From what is missing to what has become of it: needs, risks, priorities, plans, ideas and projects."))</p>\
            \(boxes)
            """)
    }
}
