import Web

enum ReportAPI {
    static let routes: [APIRoute] = []
}
