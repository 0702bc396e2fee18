import HTTPTypes
import StorageTestSupport
import TestSupport
import Testing
import Web

/// Numbers for whoever watches the server.
@Suite struct MetricsTests {
    private let token = "a-token-of-the-tests"

    @Test func `without a token set there is no such page`() async throws {
        try await TestSite.with(.sqlite) { site in
            let page = try await site.browser().get("/metrics")
            #expect(page.status == 404)
        }
    }

    @Test func `only who shows the token reads the numbers`() async throws {
        try await TestSite.with(.sqlite, metricsToken: token) { site in
            let browser = site.browser()
            #expect(
                try await browser.send(.get, "/metrics", [.authorization: "Bearer another-token-of-tests"]).status
                    != 200)
            let page = try await browser.send(.get, "/metrics", [.authorization: "Bearer \(token)"])
            #expect(page.status == 200)
            #expect(page.headers[.contentType]?.hasPrefix("text/plain; version=0.0.4") == true)
        }
    }

    @Test func `answers are counted by pattern, so that no secret of a path is told`() async throws {
        try await TestSite.with(.sqlite, metricsToken: token) { site in
            let browser = site.browser()
            _ = try await browser.open("/sign-in/links/secretsecretsecretsecret00")
            let text = try await browser.send(.get, "/metrics", [.authorization: "Bearer \(token)"]).text
            #expect(text.contains(#"route="/sign-in/links/:token""#), "\(text)")
            #expect(!text.contains("secretsecret"))
            #expect(text.contains("roundtable_database_commits_total"))
            #expect(text.contains("roundtable_live_listeners 0"))
        }
    }

    @Test func `times fall into buckets that add up`() {
        let metrics = Metrics()
        metrics.answered(.get, route: "/a\"b", status: 200, after: .milliseconds(7))
        metrics.answered(.get, route: "/a\"b", status: 200, after: .seconds(60))
        let lines = metrics.text().split(separator: "\n")
        #expect(lines.contains(#"roundtable_http_requests_total{method="GET",route="/a\"b",status="200"} 2"#))
        #expect(lines.contains(#"roundtable_http_request_seconds_bucket{route="/a\"b",le="0.005"} 0"#))
        #expect(lines.contains(#"roundtable_http_request_seconds_bucket{route="/a\"b",le="0.01"} 1"#))
        #expect(lines.contains(#"roundtable_http_request_seconds_bucket{route="/a\"b",le="+Inf"} 2"#))
        #expect(lines.contains(#"roundtable_http_request_seconds_count{route="/a\"b"} 2"#))
    }
}
