using System.Xml;
using System.Xml.Linq;
using CensorshipEval.Gates;
using CensorshipEval.Reporting.Tests.Golden;
using CensorshipEval.Reporting.Tests.Runs;

namespace CensorshipEval.Reporting.Tests.JUnit;

public sealed class JUnitReportTests
{
    [Fact]
    public void Gates_are_the_approved_tests() => GoldenFile.ShouldBe("gates.junit.xml", JUnitReport.Of(MadeRun.Gates(), MadeRun.Plain()));

    [Fact]
    public void Hostile_gates_are_the_approved_tests() => GoldenFile.ShouldBe("gates-hostile.junit.xml", JUnitReport.Of(MadeRun.Gates(hostile: true), MadeRun.Foul()));

    [Fact]
    public void What_fails_is_a_failure_and_what_warns_passes_with_its_words()
    {
        XElement suite = Read(JUnitReport.Of(MadeRun.Gates(hostile: true), MadeRun.Foul()));
        suite.Attribute("tests")!.Value.ShouldBe("3");
        suite.Attribute("failures")!.Value.ShouldBe("1");
        suite.Descendants("skipped").ShouldBeEmpty();
        XElement[] cases = [.. suite.Elements("testcase")];
        cases.Count(static test => test.Element("failure") is not null).ShouldBe(1);
        cases[1].Element("system-out")!.Value.ShouldStartWith("Warning: ");
        cases.ShouldAllBe(static test => test.Attribute("classname")!.Value.LastIndexOf('.') == "gates".Length);
        suite.ToString().ShouldContain("\\u202E");
        suite.ToString().ShouldContain("\\u0000");
        suite.ToString().ShouldContain("\\uD800");
    }

    [Fact]
    public void Elements_and_attributes_stand_as_the_schema_of_readers_has_them()
    {
        XElement suite = Read(JUnitReport.Of(MadeRun.Gates(), MadeRun.Plain()));
        suite.Parent!.Name.LocalName.ShouldBe("testsuites");
        suite.Parent.Attributes().Select(static attribute => attribute.Name.LocalName).ShouldBe(["name", "tests", "failures", "errors", "time"]);
        suite.Attributes().Select(static attribute => attribute.Name.LocalName).ShouldBe(["name", "tests", "failures", "errors", "time", "skipped", "timestamp", "hostname"]);
        suite.Elements().Select(static element => element.Name.LocalName).Distinct().ShouldBe(["properties", "testcase"]);
        foreach (XElement test in suite.Elements("testcase"))
        {
            test.Attributes().Select(static attribute => attribute.Name.LocalName).ShouldBe(["name", "classname", "time"]);
            test.Elements().Single().Name.LocalName.ShouldBeOneOf("failure", "system-out");
        }
    }

    [Fact]
    public void A_policy_without_a_result_fails_here_too()
    {
        var nothing = new GateReport { Results = [], IsComplete = false };
        nothing.Verdict.ShouldBe(GateVerdict.Fail);
        XElement suite = Read(JUnitReport.Of(nothing));
        suite.Attribute("failures")!.Value.ShouldBe("1");
        suite.Elements("testcase").Single().Element("failure").ShouldNotBeNull();
    }

    // As strict as a reader can be: no character that XML 1.0 does not have.
    private static XElement Read(string xml)
    {
        using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { CheckCharacters = true, DtdProcessing = DtdProcessing.Prohibit });
        return XDocument.Load(reader).Root!.Element("testsuite")!;
    }
}
