import CZlib

/// RFC 1952: what is sent must fit through bad Wi-Fi.
enum Gzip {
    /// - Parameter level: 1 (quick) to 9 (small).
    /// - Returns: nothing where zlib refuses, which only a lack of memory explains.
    static func compress(_ bytes: [UInt8], level: Int32) -> [UInt8]? {
        var stream = z_stream()
        guard roundtable_gzip_begin(&stream, level) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 32)
        let status = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        return status == Z_STREAM_END ? Array(output.prefix(Int(stream.total_out))) : nil
    }
}

/// A text with gaps, compressed once; what fills a gap is put in as it stands (RFC 1951, 3.2.4: stored blocks).
///
/// What fills a gap stays secret: nothing is compressed against it.
public struct GzipTemplate: Sendable {
    private struct Piece {
        let deflated: [UInt8]
        let checksum: UInt
        let length: Int
    }

    private let pieces: [Piece]
    /// In bytes, between the pieces.
    private let gaps: [Int]

    /// - Parameters:
    ///   - pieces: one more than there are gaps.
    ///   - gaps: the length of each, at most 65,535 bytes.
    /// - Returns: nothing where zlib refuses, which only a lack of memory explains.
    public init?(_ texts: [[UInt8]], gaps: [Int], level: Int32 = 4) {
        var stream = z_stream()
        guard texts.count == gaps.count + 1, roundtable_deflate_begin(&stream, level) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var pieces: [Piece] = []
        for (number, text) in texts.enumerated() {
            guard let deflated = Self.deflate(text, &stream) else { return nil }
            pieces.append(
                Piece(deflated: deflated, checksum: crc32(0, text, UInt32(text.count)), length: text.count))
            guard number < gaps.count else { break }
            // The reader's window holds what fills the gap; ours holds as many zeros there, which no piece repeats.
            let zeros = [UInt8](repeating: 0, count: gaps[number])
            guard deflateSetDictionary(&stream, zeros, UInt32(zeros.count)) == Z_OK else { return nil }
        }
        self.pieces = pieces
        self.gaps = gaps
    }

    /// Ends at a whole byte.
    private static func deflate(_ text: [UInt8], _ stream: inout z_stream) -> [UInt8]? {
        // Without anything to do zlib calls a flush a mistake.
        guard !text.isEmpty else { return [] }
        var input = text
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(text.count))) + 32)
        let (status, left) = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return (CZlib.deflate(&stream, Z_SYNC_FLUSH), Int(stream.avail_out))
            }
        }
        return status == Z_OK && left > 0 ? Array(output.dropLast(left)) : nil
    }

    /// The whole as a gzip file (RFC 1952).
    /// - Returns: nothing where something has another length than its gap.
    public func filled(_ fillings: [[UInt8]]) -> [UInt8]? {
        guard fillings.map(\.count) == gaps else { return nil }
        var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
        bytes.reserveCapacity(pieces.reduce(32) { $0 + $1.deflated.count } + gaps.reduce(0) { $0 + $1 + 5 })
        var (checksum, length) = (crc32(0, nil, 0), 0)
        for (number, piece) in pieces.enumerated() {
            bytes += piece.deflated
            checksum = crc32_combine(checksum, piece.checksum, piece.length)
            length += piece.length
            guard number < fillings.count else { break }
            let filling = fillings[number]
            let count = UInt16(filling.count)
            bytes += [0, UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF), UInt8(~count >> 8)]
            bytes += filling
            checksum = crc32(checksum, filling, UInt32(filling.count))
            length += filling.count
        }
        // An empty last block.
        bytes += [3, 0]
        for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: checksum >> UInt(shift))) }
        for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
        return bytes
    }
}
