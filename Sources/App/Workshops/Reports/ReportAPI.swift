import Domain
import Web

enum ReportAPI {
    static let routes: [APIRoute] = [
        .file(
            Paths.apiReport, .attend, "Reports",
            "A file of the event: report or guide as .docx, .odt, .pdf, .html or .md, or tables.xlsx.",
            mediaType: "application/octet-stream",
            query: [
                .init(
                    name: "names", meaning: "“agreed” names the participants of the report: they agreed to it.",
                    schema: .string),
                .init(
                    name: "language", meaning: "Of the guide: one of its languages, the main one by default.",
                    schema: .string),
            ], ReportRoutes.file)
    ]
}
