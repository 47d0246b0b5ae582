using System.Globalization;
using CensorshipEval.Conformance;
using CensorshipEval.Detection;
using CensorshipEval.Samples.Terminal;

namespace CensorshipEval.Samples.TrainClassifier;

/// <summary>Reads, validates, trains, writes.</summary>
internal sealed class TrainSession(TrainOptions options)
{
    private readonly ModelGroups _groups = new(options.Siblings);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<(string File, LabelledAnswer Answer)> data = await LabelledData.ReadAsync(options.Data, "--data", null, cancellationToken);
        LabelledAnswer[] answers = [.. data.Select(static row => row.Answer), .. options.OnlyData ? [] : await OwnTexts.ReadAsync(cancellationToken)];
        Refuse([.. _groups.Unknown(answers), .. TooLittle(answers)]);
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{answers.Length} answers of {Count(answers, _groups.Of)} models in {Count(answers, static answer => answer.Language.Value)} languages from {Count(answers, static answer => answer.Source)} sources"));

        if (options.Validation is { } validation) await ValidateAsync(answers, validation, cancellationToken);
        if (options.Out is not { } path) return;
        RefusalClassifier classifier = await WorkAsync("Training", () => Trainer(LeftOut.Models, answers).Train(answers, options.WeightsVersion, cancellationToken));
        using var weights = new MemoryStream();
        classifier.Save(weights);
        await File.WriteAllBytesAsync(path, weights.ToArray(), cancellationToken);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{classifier.Id} written to {VisibleText.Of(path)}, {weights.Length} bytes"));
    }

    private async Task ValidateAsync(LabelledAnswer[] answers, Validation validation, CancellationToken cancellationToken)
    {
        int groups = Count(answers, _groups.For(validation.LeftOut));
        int parts = validation.Parts ?? groups;
        string what = validation.LeftOut.ToString().ToLowerInvariant();
        if (parts < 2 || parts > groups)
            throw new InputException(new InputError("--cross-validate", null, null, $"{groups} {what} for {parts} parts", "at least two, and a part for each"));
        IReadOnlyList<HeldOutAnswer> heldOut = await WorkAsync(
            $"Cross-validating, {parts} trainings", () => Trainer(validation.LeftOut, answers).CrossValidate(answers, parts, cancellationToken));

        var table = new ConformanceTable();
        var errors = new ErrorLines();
        foreach (IGrouping<RefusalClassifier, HeldOutAnswer> part in heldOut.GroupBy(static held => held.Classifier))
        {
            IRefusalDetector detector = options.ClassifierAlone ? new ClassifierRefusalDetector(part.Key) : new DefaultRefusalDetector(part.Key);
            foreach (HeldOutAnswer held in part)
            {
                Verdict verdict = await detector.DetectAsync(held.Answer.ToExchange(), cancellationToken);
                errors.Add(held.Answer, verdict);
                // Alone, the classifier's own probability of a non-answer is scored, which a verdict does not carry.
                if (options.ClassifierAlone) table.Add(held.Answer.Source, held.Answer, held.Estimate);
                else table.Add(held.Answer.Source, held.Answer, verdict);
            }
        }

        if (options.Errors is { } wrong) await errors.WriteAsync(wrong, cancellationToken);
        IReadOnlyList<ConformanceResult> results = table.Results();
        if (options.Json is { } json) await new ConformanceReport { Detector = options.ClassifierAlone ? "classifier@held-out" : "default@held-out", Results = results }.WriteAsync(json, cancellationToken);
        if (options.Markdown is { } markdown) await File.WriteAllTextAsync(markdown, ConformanceText.Markdown(results), cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Each answer judged by {(options.ClassifierAlone ? "a classifier" : "the default detector with a classifier")} that has not seen its part: {groups} {what} in {parts} parts.\n"));
        Console.Write(ConformanceText.Plain(results));
    }

    private RefusalClassifierTrainer Trainer(LeftOut leftOut, LabelledAnswer[] answers) => new(new TrainingOptions { Seed = options.Seed, GroupOf = _groups.For(leftOut), CombinesOn = OwnTexts.IsNoSentence, CalibratesOn = OwnTexts.AreAll(answers) ? null : OwnTexts.IsNot });

    private IEnumerable<InputError> TooLittle(LabelledAnswer[] answers)
    {
        if (!answers.Any(static answer => answer.Label is AnswerLabel.Answer) || !answers.Any(static answer => answer.Label is AnswerLabel.Refusal or AnswerLabel.Partial))
            yield return new InputError("--data", null, null, "rows of one kind only", "answers and refusals");
        if (Count(answers, _groups.Of) < 2)
            yield return new InputError("--data", null, null, "rows of one model only", "at least two models, of which one can be left out");
    }

    private static int Count(LabelledAnswer[] answers, Func<LabelledAnswer, string> nameOf) => answers.Select(nameOf).Distinct(StringComparer.Ordinal).Count();

    private static void Refuse(IEnumerable<InputError> obstacles)
    {
        InputError[] errors = [.. obstacles];
        if (errors.Length > 0) throw new InputException(errors);
    }

    private static async Task<T> WorkAsync<T>(string what, Func<T> work)
    {
        using var progress = new ProgressLine(passed => string.Create(CultureInfo.InvariantCulture, $"{what}: {passed.TotalSeconds:0} s"));
        return await Task.Run(work);
    }
}
