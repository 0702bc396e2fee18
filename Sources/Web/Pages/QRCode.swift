import CQRencode
import Markup

/// A QR code as an SVG picture (ISO/IEC 18004, made by libqrencode), error correction level M.
public enum QRCode {
    /// - Returns: an SVG that scales to its box, dark on white with a quiet zone of four modules; `nil` if the text is too long.
    public static func svg(_ text: String, label: String) -> HTML? {
        // The largest symbol at this level holds 2,331 bytes; the library would try every size first. NUL would end the text.
        guard text.utf8.count <= 2_331, !text.utf8.contains(0) else { return nil }
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                let start = column
                while column < width, code.pointee.data[row * width + column] & 1 == 1 { column += 1 }
                if column > start { path += "M\(start + 4) \(row + 4)h\(column - start)v1h-\(column - start)z" }
                column += 1
            }
        }
        let side = width + 8
        return """
            <svg class="qr" viewBox="0 0 \(side) \(side)" role="img" aria-label="\(label)" shape-rendering="crispEdges">\
            <rect width="\(side)" height="\(side)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
            """
    }
}
