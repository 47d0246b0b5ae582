using CensorshipEval.Faults.Wire;

namespace CensorshipEval.Faults.Models;

/// <summary>Gives the same plain answer to everything, made once: what a benchmark asks, so that it does not measure the server.</summary>
public sealed class PlainModel : IServedModel
{
    /// <summary>The model's name.</summary>
    public const string ModelName = "plain";

    /// <summary>Its answer, some 600 characters.</summary>
    public const string Text =
        "The harbour was begun in the spring of 1874 and finished eleven years later, after two storms had carried away what stood of the first wall. " +
        "Stone came by barge from the quarries up the river, timber from the hills behind the town. Four hundred people worked there in summer and half " +
        "as many in winter; their names stand on a plate beside the old crane. Trade doubled within ten years, the town grew towards the east, and the " +
        "fishing fleet moved to the smaller basin, where it lies today. The lighthouse was lit by gas until 1931 and has been a museum since the last " +
        "keeper retired.";

    private readonly WireAnswer _answer;

    internal PlainModel(TimeProvider time)
    {
        var answer = new PlannedAnswer { Finish = "stop" };
        for (int i = 0; i < 20; i++) answer.Pieces.Add(Text[(Text.Length * i / 20)..(Text.Length * (i + 1) / 20)]);
        _answer = AnswerWriter.Write(answer, Name, time.GetUtcNow(), promptTokens: 24);
    }

    string IServedModel.Name => ModelName;

    private static string Name => ModelName;

    ValueTask<ServedAnswer> IServedModel.AnswerAsync(WireRequest request) => ValueTask.FromResult(new ServedAnswer(_answer));
}
