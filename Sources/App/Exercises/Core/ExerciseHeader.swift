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
