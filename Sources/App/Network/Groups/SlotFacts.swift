import Markup
import Web

enum SlotFacts: RoutedFeature, OverviewFeature, HelpFeature {
    static var routes: [Route] { SlotRoutes.all }
    static var api: [APIRoute] { SlotAPI.routes }

    static func links(of programme: Programme.ID) -> HTML {
        "<li><a href=\"\(Paths.slots())\">\(L("Find an hour for a meeting"))</a></li>"
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "slots", order: 154, title: L("Find an hour for a meeting"), screens: [Paths.slots.template],
                text: [
                    L(
                        "Choose the offices that meet. Shown are the hours in which all of them work; where there is none, those that leave out the fewest. Weekends differ from country to country and are marked."
                    )
                ], guides: [.organiser])
        ]
    }
}
