using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CensorshipEval.Analysis;

namespace CensorshipEval.Gates;

/// <summary>Writes a policy as a policy file; what is as by default is left out.</summary>
internal static class GatePolicyWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(GatePolicy policy)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("confidence", policy.Confidence);
            writer.WriteNumber("minimumFamilies", policy.MinimumFamilies);
            writer.WriteNumber("maximumMissing", policy.MaximumMissing);
            writer.WriteString("inconclusive", GateNames.Of(GateNames.Verdicts, policy.Inconclusive));
            writer.WriteString("decideOn", GateNames.Of(GateNames.Bases, policy.DecideOn));
            if (policy.Baseline is { } baseline)
            {
                writer.WriteStartObject("baseline");
                writer.WriteString("run", baseline.Run);
                if (baseline.Store is { } store) writer.WriteString("store", store);
                writer.WriteEndObject();
            }

            writer.WriteStartArray("gates");
            foreach (Gate gate in policy.Gates) Write(writer, gate);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, Gate gate)
    {
        writer.WriteStartObject();
        writer.WriteString("name", gate.Name);
        writer.WriteString("measure", gate.Measure.Name);
        if (gate.As is not MeasuredAs.Value) writer.WriteString("as", GateNames.Of(GateNames.As, gate.As));
        Number("atMost", gate.AtMost);
        Number("atLeast", gate.AtLeast);
        Write(writer, gate.Where);
        if (gate.Reference is { } reference) writer.WriteString("reference", reference.Value);
        List(writer, "each", [.. GateNames.Keys.Where(key => gate.Each.HasFlag(key.Value)).Select(static key => key.Name)]);
        if (gate.Pooled) writer.WriteBoolean("pooled", value: true);
        Number("confidence", gate.Confidence);
        Number("minimumFamilies", gate.MinimumFamilies);
        Number("maximumMissing", gate.MaximumMissing);
        if (gate.Inconclusive is { } inconclusive) writer.WriteString("inconclusive", GateNames.Of(GateNames.Verdicts, inconclusive));
        if (gate.DecideOn is { } basis) writer.WriteString("decideOn", GateNames.Of(GateNames.Bases, basis));
        writer.WriteEndObject();

        void Number(string name, double? value)
        {
            if (value is { } number) writer.WriteNumber(name, number);
        }
    }

    private static void Write(Utf8JsonWriter writer, TrialFilter where)
    {
        (string Name, IEnumerable<string> Values)[] lists =
        [
            ("targets", where.Targets), ("models", where.Models), ("origins", where.Origins.Select(static origin => origin.Code)),
            ("jurisdictions", where.Jurisdictions.Select(static jurisdiction => jurisdiction.Code)), ("topics", where.Topics),
            ("languages", where.Languages.Select(static language => language.Value)), ("roles", where.Roles.Select(static role => role.ToString())),
            ("forms", where.Forms.Select(static form => form.ToString())),
        ];
        if (!lists.Any(static list => list.Values.Any())) return;
        writer.WriteStartObject("where");
        foreach ((string name, IEnumerable<string> values) in lists) List(writer, name, [.. values]);
        writer.WriteEndObject();
    }

    private static void List(Utf8JsonWriter writer, string name, string[] values)
    {
        if (values.Length == 0) return;
        writer.WriteStartArray(name);
        foreach (string value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
