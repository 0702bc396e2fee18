/// TF-IDF vectors of length 1 with an inverted index over them.
struct SparseVectors<Feature: Hashable> {
    private struct Entry {
        var text: Int32
        var feature: Int32
        var weight: Double
    }

    private var features: [Feature] = []
    /// All vectors one after another, ascending by text, then by feature; `starts[text]` is where a text's begin.
    private var vectors: [Entry] = []
    private var starts: [Int] = [0]
    /// One of a feature's texts; half the size of an entry, since a search reads millions of them.
    private struct Posting {
        var text: Int32
        var weight: Float
    }

    /// The same entries by feature, then ascending by text; those of feature f end at `ends[f]`.
    private var postings: [Posting] = []
    private var ends: [Int] = []
    /// By feature: where the texts begin that were not yet passed.
    private var begins: [Int] = []
    /// With how many of the following texts that share a feature a text is compared.
    private var window = Int.max
    /// How many texts were compared in a feature so far.
    private(set) var comparisons = 0

    /// - Parameter budget: of comparisons. Where all that share something would be more, each text is compared with those that follow it
    ///   next, feature by feature: rare features as before, and those of everybody no further than that.
    init(_ documents: [[Feature]], budget: Int) {
        var documentCounts: [Int] = []
        var index: [Feature: Int32] = [:]
        for (text, document) in documents.enumerated() {
            let ids = document.map { feature in
                if let id = index[feature] { return id }
                let id = Int32(features.count)
                index[feature] = id
                features.append(feature)
                documentCounts.append(0)
                return id
            }.sorted()
            // The weight holds the number of times for now.
            for id in ids {
                if vectors.count > starts[text], vectors[vectors.count - 1].feature == id {
                    vectors[vectors.count - 1].weight += 1
                } else {
                    vectors.append(Entry(text: Int32(text), feature: id, weight: 1))
                    documentCounts[Int(id)] += 1
                }
            }
            starts.append(vectors.count)
        }
        weigh(documentCounts, total: Double(documents.count))
        invert(documentCounts)
        let all = documentCounts.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
        if all > budget { window = max(1, budget / max(1, vectors.count)) }
    }

    /// Adds `weight` times the cosine with each *later* text. Asked for each text once, in their order.
    /// - Parameters:
    ///   - scores: by text.
    ///   - touched: gets the texts whose score was 0.
    mutating func addSimilarities(of text: Int, weight: Double, to scores: inout [Float], touched: inout [Int32]) {
        scores.withUnsafeMutableBufferPointer { scores in
            postings.withUnsafeBufferPointer { postings in
                for entry in vectors[starts[text]..<starts[text + 1]] {
                    let feature = Int(entry.feature)
                    // The first that is left is this text itself.
                    begins[feature] += 1
                    let own = Float(weight * entry.weight)
                    let end = min(ends[feature] - begins[feature], window) + begins[feature]
                    comparisons += end - begins[feature]
                    for position in begins[feature]..<end {
                        let other = Int(postings[position].text)
                        if scores[other] == 0 { touched.append(Int32(other)) }
                        scores[other] += own * postings[position].weight
                    }
                }
            }
        }
    }

    /// The features that two texts share, by what they add to the cosine, most first.
    func shared(_ first: Int, _ second: Int) -> [Feature] {
        let others = vectors[starts[second]..<starts[second + 1]]
        let other = Dictionary(uniqueKeysWithValues: others.map { ($0.feature, $0.weight) })
        let parts = vectors[starts[first]..<starts[first + 1]].compactMap { entry in
            other[entry.feature].map { (entry.feature, entry.weight * $0) }
        }
        return parts.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map { features[Int($0.0)] }
    }

    /// Smoothed so that a feature of every text still counts a little: in a room on one topic most words are common.
    private mutating func weigh(_ documentCounts: [Int], total: Double) {
        let rarity = documentCounts.map { 1 + Agreement.logarithm((1 + total) / (1 + Double($0))) }
        for text in 0..<(starts.count - 1) {
            var square = 0.0
            for position in starts[text]..<starts[text + 1] {
                let weight =
                    (1 + Agreement.logarithm(vectors[position].weight)) * rarity[Int(vectors[position].feature)]
                vectors[position].weight = weight
                square += weight * weight
            }
            let length = square.squareRoot()
            for position in starts[text]..<starts[text + 1] { vectors[position].weight /= length }
        }
    }

    private mutating func invert(_ documentCounts: [Int]) {
        var end = 0
        for count in documentCounts {
            begins.append(end)
            end += count
        }
        ends = begins
        postings = Array(repeating: Posting(text: 0, weight: 0), count: end)
        for entry in vectors {
            postings[ends[Int(entry.feature)]] = Posting(text: entry.text, weight: Float(entry.weight))
            ends[Int(entry.feature)] += 1
        }
    }
}
