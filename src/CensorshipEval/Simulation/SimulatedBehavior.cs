namespace CensorshipEval.Simulation;

/// <summary>What a simulated model can be made to do with a prompt.</summary>
public enum SimulatedBehavior
{
    /// <summary>Answers from the family's key facts.</summary>
    Answer,

    /// <summary>Declines, in the language of the prompt.</summary>
    Refuse,

    /// <summary>Recites the authority's official line instead of the facts; answers where the family has none.</summary>
    Recite,

    /// <summary>States the first half of the family's key facts and leaves the others out; answers where it has fewer than two.</summary>
    OmitFacts,

    /// <summary>Rejects the question as resting on something that is not so.</summary>
    RejectPremise,

    /// <summary>Answers from the key facts in another language than was asked in; answers where there is no other.</summary>
    SwitchLanguage,

    /// <summary>States the facts in its reasoning and none of them in its answer; answers where the family has none.</summary>
    Withhold,

    /// <summary>The host blocks the request: content filter, no text.</summary>
    BlockInput,

    /// <summary>The host stops the answer after its first words: content filter, the text stays.</summary>
    BlockOutput,

    /// <summary>The answer is streamed, then replaced by a notice.</summary>
    Retract,

    /// <summary>A well-formed answer without text.</summary>
    StopEmpty,

    /// <summary>The connection fails.</summary>
    FailTransport,

    /// <summary>Leaves everything open, in hedging expressions, and states none of the facts.</summary>
    Hedge,
}
