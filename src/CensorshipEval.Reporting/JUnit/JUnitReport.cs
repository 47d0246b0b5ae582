using System.Globalization;
using System.Text;
using System.Xml;
using CensorshipEval.Export;
using CensorshipEval.Gates;

namespace CensorshipEval.Reporting;

/// <summary>
/// Gates as a JUnit XML file, which Jenkins, GitLab, Azure Pipelines and most actions for GitHub show as tests: one test per gate and group. A gate that fails is a failure
/// and never skipped; one that warns passes, with what it says as its output.
/// </summary>
public static class JUnitReport
{
    private const string Namespace = "gates";

    /// <summary>The file as text.</summary>
    /// <param name="report">What came of the gates. Without any result, the one test fails, as the policy does.</param>
    /// <param name="run">The run, for its name and time; <see langword="null"/> leaves them out.</param>
    public static string Of(GateReport report, ReportedRun? run = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var text = new StringWriterWithEncoding();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = Encoding.UTF8, CheckCharacters = true })) Write(xml, report, run);
        return text + "\n";
    }

    /// <summary>Writes the file. It appears whole or not at all.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="report">What came of the gates.</param>
    /// <param name="run">The run, for its name and time.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    public static Task WriteAsync(string path, GateReport report, ReportedRun? run = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string text = Of(report, run);
        return AtomicFile.WriteAsync(path, stream => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask());
    }

    private static void Write(XmlWriter xml, GateReport report, ReportedRun? run)
    {
        string tests = Math.Max(1, report.Results.Count).ToString(CultureInfo.InvariantCulture);
        string failures = (report.Results.Count == 0 ? 1 : report.Results.Count(static result => result.Verdict is GateVerdict.Fail)).ToString(CultureInfo.InvariantCulture);
        xml.WriteStartDocument();
        xml.WriteStartElement("testsuites");
        Counts("CensorshipEval");
        xml.WriteStartElement("testsuite");
        Counts(run is null ? "Gates" : $"Gates of run {VisibleText.Of(run.RunId)}");
        // The schema of Jenkins has it here and not of the whole.
        xml.WriteAttributeString("skipped", "0");
        if (run?.CreatedAt is { } begun) xml.WriteAttributeString("timestamp", begun.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        // Asked for by the schema; which machine it was is nobody's business.
        xml.WriteAttributeString("hostname", "localhost");
        xml.WriteStartElement("properties");
        if (run is not null) Property("run", run.RunId);
        Property("verdict", report.Verdict.ToString());
        Property("complete", report.IsComplete ? "true" : "false");
        if (report.BaselineRun is { } baseline) Property("baseline", baseline);
        xml.WriteEndElement();
        foreach (GateResult result in report.Results) Case(xml, result);
        if (report.Results.Count == 0) Empty(xml);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndDocument();

        void Counts(string name)
        {
            xml.WriteAttributeString("name", name);
            xml.WriteAttributeString("tests", tests);
            xml.WriteAttributeString("failures", failures);
            xml.WriteAttributeString("errors", "0");
            xml.WriteAttributeString("time", "0");
        }

        void Property(string name, string value)
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", name);
            xml.WriteAttributeString("value", VisibleText.Of(value));
            xml.WriteEndElement();
        }
    }

    private static void Case(XmlWriter xml, GateResult result)
    {
        Begin(xml, result.Gate.Name, result.GroupName + (result.Reference is { } reference ? $" against {reference.Value}" : ""));
        string message = VisibleText.Of(result.Message);
        if (result.Verdict is GateVerdict.Fail)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", message);
            xml.WriteAttributeString("type", result.Reason.ToString());
            xml.WriteString(GateDetails.Of(result));
            xml.WriteEndElement();
        }
        else
        {
            string outcome = result.Verdict is GateVerdict.Warn ? "Warning: " : result.Outcome is GateOutcome.Inconclusive ? "Undecided, which this policy lets pass: " : "";
            xml.WriteElementString("system-out", $"{outcome}{message}\n{GateDetails.Of(result)}");
        }

        xml.WriteEndElement();
    }

    private static void Empty(XmlWriter xml)
    {
        Begin(xml, "policy", "all gates");
        xml.WriteStartElement("failure");
        xml.WriteAttributeString("message", "The policy came to no result.");
        xml.WriteAttributeString("type", nameof(GateReason.NothingMatches));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // A dot in a class name would be a package to readers.
    private static void Begin(XmlWriter xml, string gate, string group)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", VisibleText.Of(group));
        xml.WriteAttributeString("classname", $"{Namespace}.{VisibleText.Of(gate).Replace('.', '_')}");
        xml.WriteAttributeString("time", "0");
    }

    private sealed class StringWriterWithEncoding() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
