using System.Globalization;
using System.Text.Json;

namespace CensorshipEval.Tests.Analysis.Reference;

/// <summary>One case of a topic, as R worked it out: inputs and what is expected of them.</summary>
internal sealed class ReferenceCase
{
    private readonly JsonElement _case;

    private ReferenceCase(JsonElement one) => _case = one;

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Analysis", "Reference");

    public static ReferenceCase Of(string topic, string name) => All(topic).Single(one => one.Name == name);

    /// <summary>The names of a topic's cases, of one kind where a topic has several.</summary>
    public static TheoryData<string> Names(string topic, string? kind = null) =>
        [.. All(topic).Where(one => kind is null || one.Text("kind") == kind).Select(static one => one.Name)];

    public string Name => _case.GetProperty("name").GetString()!;

    public double Input(string name) => Number(Inputs.GetProperty(name)) ?? throw new InvalidOperationException($"{name} of '{Name}' is null.");

    public double? InputOrNull(string name) => Number(Inputs.GetProperty(name));

    public string Text(string name) => Inputs.GetProperty(name).GetString()!;

    public double?[] InputsOrNull(string name) => [.. Inputs.GetProperty(name).EnumerateArray().Select(Number)];

    public double[] Values(string name) => [.. InputsOrNull(name).Select(static value => value!.Value)];

    public string[] Texts(string name) => [.. Inputs.GetProperty(name).EnumerateArray().Select(static value => value.GetString()!)];

    public double?[][] Rows(string name) =>
        [.. Inputs.GetProperty(name).EnumerateArray().Select(static row => row.EnumerateArray().Select(Number).ToArray())];

    /// <summary>What R expects; null where it is not defined.</summary>
    public double? Expected(string name) => Number(_case.GetProperty("expected").GetProperty(name));

    public bool ExpectedTruth(string name) => _case.GetProperty("expected").GetProperty(name).GetBoolean();

    public double?[] ExpectedValues(string name) => [.. _case.GetProperty("expected").GetProperty(name).EnumerateArray().Select(Number)];

    /// <summary>Compares a value with the expected one, relative to its size (of at least 0.001); undefined must be told as null or NaN.</summary>
    public void Check(string name, double? actual, double tolerance = 1e-9) => Compare(name, Expected(name), actual, tolerance);

    /// <summary>Compares a standard error with the expected variance.</summary>
    public void CheckRoot(string name, double? actual) => Check(name, actual * actual);

    /// <summary>Compares as many values as are expected.</summary>
    public void CheckValues(string name, IReadOnlyList<double> actual, double tolerance = 1e-9)
    {
        double?[] expected = ExpectedValues(name);
        actual.Count.ShouldBe(expected.Length, name);
        for (int i = 0; i < expected.Length; i++) Compare($"{name}[{i}]", expected[i], actual[i], tolerance);
    }

    private void Compare(string name, double? expected, double? actual, double tolerance)
    {
        if (actual is double.NaN) actual = null;
        string what = $"{name} of '{Name}': R says {Told(expected)}, we say {Told(actual)}";
        actual.HasValue.ShouldBe(expected.HasValue, what);
        if (expected is { } value) Math.Abs(actual!.Value - value).ShouldBeLessThanOrEqualTo(tolerance * Math.Max(1e-3, Math.Abs(value)), what);
    }

    private static string Told(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "undefined";

    private JsonElement Inputs => _case.GetProperty("inputs");

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();

    private static IEnumerable<ReferenceCase> All(string topic)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, topic + ".json")));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(static one => new ReferenceCase(one.Clone()))];
    }
}
