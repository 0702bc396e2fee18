import HTTPTypes
import Markup
import Web

/// What refusals at the addresses of a feature carry besides their words: told by a room that knows more than this one.
protocol RefusalMarkFeature: Feature {
    /// Nothing where the address is none of the feature's.
    static func refusalMark(at path: String) -> RefusalMark?
}

struct RefusalMark: Sendable {
    /// Of each answer from 400 on.
    let header: (name: String, value: String)
    /// Before the titles of their pages.
    let title: String
    let above: HTML
    let below: HTML
    let style: String
}

enum RefusalMarks {
    private static let features: [any RefusalMarkFeature.Type] = Features.all { $0 as? any RefusalMarkFeature.Type }

    static func mark(at path: String) -> RefusalMark? {
        features.lazy.compactMap { $0.refusalMark(at: path) }.first
    }

    static func marked(_ answer: Answer, at path: String) -> Answer {
        guard answer.status.code >= 400, let mark = mark(at: path), let name = HTTPField.Name(mark.header.name) else {
            return answer
        }
        var answer = answer
        answer.headers[name] = mark.header.value
        return answer
    }
}
