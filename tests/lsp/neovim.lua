-- Drives a session of Neovim: opens the article named by the environment, and writes what happened as JSON. Errors end it with code 1.
local seen = {}

local function wait_for(what, done)
  if not vim.wait(60000, done, 20) then
    io.stderr:write("no " .. what .. "\n" .. vim.inspect(seen) .. "\n" .. table.concat(vim.fn.readfile(vim.lsp.log.get_filename()), "\n"))
    vim.cmd("cquit 1")
  end
end

local function codes()
  local found = vim.tbl_map(function(one)
    return { one.code, one.lnum, one.col, one.end_col, one.severity }
  end, vim.diagnostic.get(0))
  table.sort(found, function(a, b)
    return a[2] < b[2] or (a[2] == b[2] and a[3] < b[3])
  end)
  return found
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
end

local function act(options)
  local before = text()
  options.apply = true
  vim.lsp.buf.code_action(options)
  wait_for("change by a code action", function()
    return text() ~= before
  end)
end

dofile(vim.env.NEOVIM_CONFIG)
vim.cmd.edit(vim.env.NEOVIM_ARTICLE)
wait_for("diagnostics", function()
  return #vim.diagnostic.get(0) == 3
end)
seen.opened = codes()

vim.api.nvim_win_set_cursor(0, { seen.opened[1][2] + 1, seen.opened[1][3] })
local hover = vim.lsp.buf_request_sync(0, "textDocument/hover", vim.lsp.util.make_position_params(0, "utf-16"), 60000)
for _, answer in pairs(hover or {}) do
  seen.hover = answer.result.contents.value
end

act({
  filter = function(action)
    return action.kind == "quickfix" and not action.title:find("Suppress")
  end,
})
seen.after_one = text()
wait_for("fewer diagnostics", function()
  return #vim.diagnostic.get(0) == 2
end)
seen.left = codes()

act({ context = { only = { "source.fixAll.affilint" }, diagnostics = {} } })
seen.after_all = text()
wait_for("fewer diagnostics", function()
  return #vim.diagnostic.get(0) == 1
end)

vim.api.nvim_buf_set_lines(0, -1, -1, false, { "", "A lamp 💡 for the the desk." })
wait_for("diagnostics of what was typed", function()
  return #vim.diagnostic.get(0) == 2
end)
seen.typed = codes()

vim.fn.writefile({ vim.json.encode(seen) }, vim.env.NEOVIM_SEEN)
vim.cmd("qall!")
