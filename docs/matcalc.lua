-- A pandoc filter: code with the class matcalc is derived and set as a formula.
--
--   pandoc --lua-filter matcalc.lua paper.md -o paper.pdf
--
-- In the text, `h(W*a)`{.matcalc wrt=W} becomes a formula in the line. A block
--
--   ```{.matcalc wrt=x let="A in Sym(n)" form=index steps=yes}
--   x'*A*x
--   ```
--
-- becomes a displayed one, or with steps the derivation. The attributes are the flags of matcalc diff;
-- mode=jvp, vjp, hvp or hessian asks for another command. A mistake ends pandoc.

local flags = { "wrt", "let", "order", "form", "layout", "nabla", "steps" }

-- The LaTeX of an expression with the attributes of its code.
local function derive(code)
  local arguments = { code.attributes.mode or "diff", "-", "--format", "latex" }
  for _, name in ipairs(flags) do
    local value = code.attributes[name]
    if value then
      table.insert(arguments, "--" .. name .. "=" .. value)
    end
  end
  local ok, out = pcall(pandoc.pipe, "matcalc", arguments, code.text)
  if not ok then
    -- What is wrong with the expression matcalc tells on standard error.
    error("matcalc: no derivative of " .. code.text .. ": " .. tostring(out), 0)
  end
  return (out:gsub("%s+$", ""))
end

local function is_ours(code)
  return code.classes:includes("matcalc")
end

-- Several results stand in a row.
local function row(latex)
  return (latex:gsub("\n", ", \\quad "))
end

function Code(code)
  if is_ours(code) then
    return pandoc.Math("InlineMath", row(derive(code)))
  end
end

-- The name of the rule of a line, where there is no margin to set it in.
local function rule(argument)
  local words = argument:sub(2, -2):gsub("^\\footnotesize%s*", ""):gsub("^\\shortstack%[r%](%b{})$", function(lines)
    return (lines:sub(2, -2):gsub("%s*\\\\%s*", " "))
  end)
  return "&& \\text{" .. words .. "}"
end

function CodeBlock(code)
  if not is_ours(code) then
    return nil
  end
  local latex = derive(code)
  if not latex:find("\\begin{align*}", 1, true) then
    return pandoc.Para { pandoc.Math("DisplayMath", row(latex)) }
  end
  if FORMAT == "latex" or FORMAT == "beamer" then
    return pandoc.RawBlock("latex", latex)
  end
  -- A derivation: formulas and sentences.
  local blocks = pandoc.Blocks {}
  local rest = latex:gsub("%% [^\n]*\n", "")
  for words, align in (rest .. "\\begin{align*}\\end{align*}"):gmatch("(.-)\\begin{align%*}(.-)\\end{align%*}") do
    if words:find("%S") then
      blocks:extend(pandoc.read(words, "latex").blocks)
    end
    if align ~= "" then
      align = align:gsub("\\tag%*(%b{})", rule)
      blocks:insert(pandoc.Para { pandoc.Math("DisplayMath", "\\begin{aligned}" .. align .. "\\end{aligned}") })
    end
  end
  return blocks
end
