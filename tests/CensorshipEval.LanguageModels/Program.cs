using CensorshipEval.Detection;
using CensorshipEval.LanguageModels;

switch (args)
{
    case ["build", var texts, var unihan, var output]:
        Build(texts, unihan, output);
        return 0;
    case ["score", var model, var texts, .. var rest]:
        using (FileStream file = File.OpenRead(model))
            Score.Print(new DefaultLanguageIdentifier(Models.Load(file)), TextFolder.Read(texts), rest);
        return 0;
    default:
        Console.Error.WriteLine("build TEXTS UNIHAN_OTHERMAPPINGS OUTPUT | score MODEL TEXTS [--errors LANGUAGE]     (TEXTS/LANGUAGE/SOURCE.txt, a paragraph a line)");
        return 2;
}

static void Build(string folder, string unihan, string output)
{
    IReadOnlyList<TextSource> sources = TextFolder.Read(folder);
    using var file = new ModelFile(ModelPlan.All.Count);
    foreach (ModelPlan plan in ModelPlan.All)
    {
        Console.WriteLine(plan.Script);
        var fit = new Fit(new ScriptTexts(plan.Script, sources), plan);
        file.Add(plan, fit.Run(), fit.Classes);
    }

    file.Add(CharacterSets.Read(unihan));
    file.Save(output);
    Console.WriteLine($"{new FileInfo(output).Length} bytes");
}
