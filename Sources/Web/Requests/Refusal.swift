import HTTPTypes
import Markup

/// Why a request is not answered as asked: a status and the words for it. All refusals of the product are ``Refusal`` values, so
/// the page in words and the API's problem+json say the same.
public struct Refusal: Error, Sendable {
    public let status: HTTPResponse.Status
    /// A stable name for programs, for instance `round-closed`.
    public let code: String
    /// One sentence: what happened.
    public let title: Message
    /// What was kept, and what to do next.
    public let advice: Message
    /// Errors at fields, by field name.
    public let fields: [String: Message]
    /// Seconds until it may be tried again.
    public var retryAfter: Int?

    public init(
        _ status: HTTPResponse.Status, _ code: String, _ title: Message, advice: Message = L("Nothing was changed."),
        fields: [String: Message] = [:]
    ) {
        self.status = status
        self.code = code
        self.title = title
        self.advice = advice
        self.fields = fields
    }

    /// A form with errors at its fields.
    public static func invalid(_ fields: [String: Message]) -> Refusal {
        Refusal(
            .unprocessableContent, "invalid-fields", L("Some fields need another look."),
            advice: L("What you typed is kept. Correct the marked fields and send again."), fields: fields)
    }

    public static let notFound = Refusal(
        .notFound, "not-found", L("There is nothing at this address."),
        advice: L("It may have been moved or withdrawn. Check the address, or start from the home page."))
    public static let signInNeeded = Refusal(
        .unauthorized, "sign-in-needed", L("Please sign in first."),
        advice: L("You will return to this page afterwards.")
    )
    public static let forbidden = Refusal(
        .forbidden, "forbidden", L("Your role does not allow this."),
        advice: L("If this is a mistake, ask an organiser of the event."))
    public static let malformedForm = Refusal(
        .badRequest, "malformed-form", L("The form arrived incomplete."),
        advice: L("Nothing was changed. Go back and send it again."))
    /// What is sent after the head ended early, or in pieces that are none.
    public static let brokenBody = Refusal(
        .badRequest, "broken-body", L("What was sent arrived incomplete."),
        advice: L("Nothing was changed. Go back and send it again."))
    public static let unsupportedMediaType = Refusal(
        .unsupportedMediaType, "unsupported-media-type", L("This kind of content is not understood here."))
    public static let foreignForm = Refusal(
        .forbidden, "foreign-form", L("This was sent by a page of another site."),
        advice: L("Nothing was changed. Open the page here, and send it from there."))
    public static let tooLarge = Refusal(
        .contentTooLarge, "too-large", L("This is larger than the server accepts."),
        advice: L("Nothing was changed. Shorten the text or split the file."))
    public static func tooManyRequests(seconds: Int) -> Refusal {
        var refusal = Refusal(
            .tooManyRequests, "too-many-requests", L("Too many tries in a short time."),
            advice: L(
                seconds, one: "Wait \(seconds) second and try again.", other: "Wait \(seconds) seconds and try again."))
        refusal.retryAfter = seconds
        return refusal
    }
}
