import Domain
import Foundation
import Markup
import Web

/// A picture of an exercise as it leaves: in a drawing with the mark above, below and across it, which stays where it is saved or cropped.
struct MarkedImageSection {
    let attachment: InjectAttachmentRecord
    let bytes: [UInt8]

    private var isTurned: Bool { attachment.turns % 2 == 1 }
    private var width: Int { max(1, isTurned ? attachment.height : attachment.width) }
    private var height: Int { max(1, isTurned ? attachment.width : attachment.height) }
    /// Of one band, in pixels of the picture.
    private var band: Int { max(16, width / 14) }

    var svg: HTML {
        let data = Data(bytes).base64EncodedString()
        let whole = height + 2 * band
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(whole)" width="\(width)" height="\(whole)" role="img" aria-label="\(ExerciseMark.title(attachment.alt))">\
            <rect width="\(width)" height="\(whole)" fill="#8A1F6A"/><g transform="translate(0 \(band))"><image href="data:\(attachment.file.type);base64,\(data)" width="\(attachment.width)" height="\(attachment.height)"\("transform", value: turn)/></g>\
            <text x="\(width / 2)" y="\(band + height / 2)" fill="#FFF" fill-opacity=".55" stroke="#8A1F6A" stroke-opacity=".55" stroke-width="\(max(1, width / 200))" font-family="sans-serif" font-weight="700" font-size="\(max(8, width / 8))" text-anchor="middle" transform="rotate(-20 \(width / 2) \(band + height / 2))">EXERCISE</text>\
            \(line(band * 7 / 10))\(line(whole - band * 3 / 10))</svg>
            """
    }

    private func line(_ y: Int) -> HTML {
        """
        <text x="\(width / 2)" y="\(y)" fill="#FFF" font-family="sans-serif" font-weight="700" font-size="\(max(8, band / 2))" text-anchor="middle">\(ExerciseMark.line(.current))</text>
        """
    }

    private var turn: String? {
        switch attachment.turns {
        case 1: "translate(\(attachment.height) 0) rotate(90)"
        case 2: "translate(\(attachment.width) \(attachment.height)) rotate(180)"
        case 3: "translate(0 \(attachment.width)) rotate(-90)"
        default: nil
        }
    }

    /// Nothing in it runs, and it fetches nothing.
    var answer: Answer {
        let name = ExerciseText.fileName("image.svg")
        let answer = Answer(
            headers: [
                .contentType: "image/svg+xml", .contentDisposition: "inline; filename=\"\(name)\"",
                .cacheControl: "private, no-store",
            ], body: .bytes(Array(svg.text.utf8)))
        return ExerciseHeader.marked(answer)
            .setting(.contentSecurityPolicy, "default-src 'none'; img-src data:; sandbox; frame-ancestors 'none'")
            .setting(.xContentTypeOptions, "nosniff")
    }

    /// As it stands in a page.
    static func figure(_ attachment: InjectAttachmentRecord, at path: String) -> HTML {
        let isTurned = attachment.turns % 2 == 1
        let (width, height) = isTurned ? (attachment.height, attachment.width) : (attachment.width, attachment.height)
        return """
            <figure class="paper-figure"><img src="\(path)" alt="\(ExerciseMark.title(attachment.alt))" width="\(width)" height="\(height + 2 * max(16, width / 14))" loading="lazy"></figure>
            """
    }
}
