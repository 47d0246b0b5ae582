using CensorshipEval.Faults.Wire;

namespace CensorshipEval.Faults.Models;

/// <summary>A model behind the server.</summary>
internal interface IServedModel
{
    string Name { get; }

    /// <summary>The answer to a request. Give it back when it did not arrive.</summary>
    ValueTask<ServedAnswer> AnswerAsync(WireRequest request);
}
