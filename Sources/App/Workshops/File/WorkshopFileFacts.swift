import Markup
import Web

enum WorkshopFileFacts: RoutedFeature, OverviewFeature, ReportCardFeature {
    static var routes: [Route] { WorkshopFileRoutes.all }
    static var api: [APIRoute] { WorkshopFileAPI.routes }

    static func links(of frame: EventFrame) -> HTML {
        guard frame.allows(.organise) else { return .empty }
        guard frame.event.workshop != nil else {
            return """
                <a class="button" href="\(Paths.workshopFile(frame.event.id))" download>\(Icon.svg("download")) \(L("The whole event as a file"))</a>\
                <p class="hint">\(L("The file is for moving to another server. It holds the names of all participants."))</p>
                """
        }
        return """
            <a class="button" href="\(Paths.workshopFile(frame.event.id))" download>\(Icon.svg("download")) \(L("The whole workshop as a file"))</a>\
            <p class="hint">\(L("The file is for moving to another server. It holds the names of all participants and everything that was published, but no private sheet of a country, no country of an anonymous sheet, and nothing that tells how somebody voted."))</p>
            """
    }

    static func card(of frame: EventFrame) -> HTML {
        guard frame.allows(.organise) else { return .empty }
        return """
            <section class="sheet-card" id="file"><h2>\(L("Everything, as a file"))</h2>\
            <p>\(L("For moving the event to another server, or for keeping it. It holds the names of all participants."))</p>\
            <p><a class="button" href="\(Paths.workshopFile(frame.event.id))" download>\(Icon.svg("download")) \(L("Roundtable file (JSON)"))</a></p></section>
            """
    }

    static func links(of programme: Programme.ID) -> HTML {
        "<li><a href=\"\(Paths.workshopImport(programme))\">\(L("Import a workshop file"))</a></li>"
    }
}
