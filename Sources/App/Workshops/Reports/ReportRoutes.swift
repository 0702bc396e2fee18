import Web

enum ReportRoutes {
    static let all: [Route] = []
}
