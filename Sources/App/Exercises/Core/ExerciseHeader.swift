import HTTPTypes
import Web

/// Answers of an exercise to programs say so in a header, too: a program that keeps only the body has `exercise: true` in it.
enum ExerciseHeader {
    static let name = "X-Exercise"

    static func marked(_ answer: Answer) -> Answer {
        guard let field = HTTPField.Name(name) else { return answer }
        var answer = answer
        answer.headers[field] = ExerciseMark.call
        return answer
    }
}

/// What refuses at an address of an exercise is marked as what answers there; also where there is nothing, so that the mark tells nothing.
extension ExerciseCoreFacts: RefusalMarkFeature {
    /// The addresses of an exercise for programs, beside those below `/exercise`.
    static let contract: Set<Substring> = [
        "injects", "msel", "releases", "papers", "requests", "picture", "ratings", "measures", "findings",
        "corrective-actions",
    ]

    static func refusalMark(at path: String) -> RefusalMark? {
        var parts = path.split(separator: "/")[...]
        let isAPI = parts.starts(with: ["api", "v1"])
        if isAPI { parts = parts.dropFirst(2) }
        guard parts.first == "events", let part = parts.dropFirst(2).first,
            part == "exercise" || isAPI && contract.contains(part),
            // A real emergency is no exercise.
            parts.last != "halt"
        else { return nil }
        return RefusalMark(
            header: (ExerciseHeader.name, ExerciseMark.call), title: ExerciseMark.title(""), above: ExerciseMark.bar(),
            below: ExerciseMark.bar("bottom"), style: "exercise")
    }
}

extension Route {
    /// The same, with the mark of an exercise on each of its answers.
    var ofExercise: Route {
        let handler = handler
        return Route(method: method, pattern: pattern, permission: permission, bodyLimit: bodyLimit) { visit in
            ExerciseHeader.marked(try await handler(visit))
        }
    }
}

extension APIRoute {
    /// The same, with the mark of an exercise on each of its answers.
    var ofExercise: APIRoute {
        APIRoute(
            route: route.ofExercise, summary: summary, tag: tag, parameters: parameters, query: query, request: request,
            response: response, success: success, mediaType: mediaType, headers: [ExerciseHeader.name])
    }
}
