-- Uses Neovim with the configuration in docs/editors.md. No step waits for a fixed time: each waits for the result of the
-- previous one. Neovim processes input only between steps, so the steps are in a coroutine.
local results = {}
local steps

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

local function finish()
  results.lines = lines()
  results.messages = vim.fn.execute('messages')
  vim.fn.writefile({ vim.json.encode(results) }, vim.env.RESULTS)
  vim.cmd('qall!')
end

local function resume()
  local ok, problem = coroutine.resume(steps)
  if ok then return end
  results.failed = tostring(problem)
  finish()
end

local function wait(what, condition)
  local latest = vim.loop.now() + 20000
  local function look()
    if condition() then
      resume()
    elseif vim.loop.now() > latest then
      results.failed = 'timed out waiting for ' .. what
      finish()
    else
      vim.defer_fn(look, 10)
    end
  end
  vim.schedule(look)
  coroutine.yield()
end

local function diagnostics()
  return vim.tbl_map(function(each)
    local severity = ({ 'error', 'warning', 'info', 'hint' })[each.severity]
    local from, to = { each.lnum + 1, each.col + 1 }, { each.end_lnum + 1, each.end_col + 1 }
    return ('%d:%d-%d:%d %s %s'):format(from[1], from[2], to[1], to[2], severity, each.message)
  end, vim.diagnostic.get(0))
end

local function always_choose(title)
  vim.ui.select = function(items, options, choose)
    for index, item in ipairs(items) do
      if options.format_item(item) == title then return choose(item, index) end
    end
    error('not offered: ' .. title)
  end
end

-- Neovim inserts the only entry of a completion list immediately, and applies its other edits when it is accepted.
local function is_offered()
  return vim.fn.pumvisible() == 1 or vim.api.nvim_get_current_line() == '## Architecture'
end

steps = coroutine.create(function()
  results.broken = select(2, loadfile(vim.env.OTHER))

  wait('findings', function() return #vim.diagnostic.get(0) > 0 end)
  results.findings = diagnostics()

  always_choose('Rename to “Overview”')
  vim.api.nvim_win_set_cursor(0, { 3, 4 })
  vim.lsp.buf.code_action()
  wait('the quick fix', function() return lines()[3] ~= '## Overveiw' end)
  results.fixed = lines()

  always_choose('Architecture')
  local count = #lines()
  vim.api.nvim_input('Go<CR>## Archi<C-x><C-o>')
  if vim.fn.has('nvim-0.11') == 1 then
    wait('the completion list', is_offered)
    vim.api.nvim_input('<C-y>')
  end
  wait('the section', function() return #lines() > count + 2 end)
  finish()
end)

resume()
