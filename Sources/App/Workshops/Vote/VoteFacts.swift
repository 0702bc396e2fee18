enum VoteFacts: StageFeature {
    static var screen: any StageScreen.Type { VoteScreen.self }
}
